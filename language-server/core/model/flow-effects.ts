import type { Section } from '../catalog/policy.ts'
import type { Analysis } from './analysis.ts'
import { keyText } from './flow-facts.ts'
import type { FlowState } from './flow-state.ts'
import type { Meaning } from './meaning.ts'

export const REQUEST_BODY = 'context.request.body'
const RESPONSE_BODY = 'context.response.body'

/** What a policy does to the request and the response, as far as rules ask for it: new bodies, headers that are there for sure. */
export function messageEffects(meaning: Meaning, section: Section | undefined, state: FlowState): void {
  forgetBodies(meaning.name, section, state)
  switch (meaning.name) {
    case 'set-header':
    case 'check-header': {
      const name = literal(meaning, 'name')
      if (name === undefined) return
      const keys = messagesOf(section).map((message) => keyText(`context.${message}.headers`, name))
      if (meaning.name === 'check-header' || literal(meaning, 'exists-action') !== 'delete') state.learn(keys)
      else for (const key of keys) state.forget(key)
      return
    }
    // A request whose token is missing does not get past these.
    case 'validate-jwt':
    case 'validate-azure-ad-token': {
      const name = literal(meaning, 'header-name') ?? (meaning.name === 'validate-jwt' ? undefined : 'Authorization')
      if (name !== undefined) state.learn([keyText('context.request.headers', name)])
      return
    }
    default:
  }
}

const rewriters: ReadonlySet<string> = new Set(['set-body', 'xml-to-json', 'json-to-xml', 'xsl-transform'])

/** A new body can be read again. */
export function forgetBodies(policy: string, section: Section | undefined, state: FlowState): void {
  if (rewriters.has(policy)) {
    if (section !== 'outbound' && section !== 'on-error') state.forget(`${REQUEST_BODY} read`)
    if (section !== 'inbound') state.forget(`${RESPONSE_BODY} read`)
  }
  if (policy === 'forward-request') state.forget(`${RESPONSE_BODY} read`)
}

/** Whose headers a policy in this section changes; either, where nobody knows the section. */
function messagesOf(section: Section | undefined): readonly ('request' | 'response')[] {
  if (section === undefined) return ['request', 'response']
  return section === 'inbound' || section === 'backend' ? ['request'] : ['response']
}

function literal({ attributes }: Meaning, wanted: string): string | undefined {
  const value = attributes.find(({ name }) => name === wanted)?.value
  return value?.kind === 'literal' ? value.text : undefined
}

/** Every element below another one, in document order. */
export function* below(meaning: Meaning, analysis: Analysis): Iterable<Meaning> {
  const waiting = [...meaning.elements].reverse()
  for (let element = waiting.pop(); element !== undefined; element = waiting.pop()) {
    const child = analysis.meaningOf(element)
    if (child === undefined) continue
    yield child
    for (let at = child.elements.length - 1; at >= 0; at--) {
      const next = child.elements[at]
      if (next !== undefined) waiting.push(next)
    }
  }
}
