import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { allPolicies, policyNamed } from '../../language-server/core/catalog/lookup.ts'
import type { DocumentScope, Policy } from '../../language-server/core/catalog/policy.ts'
import { check } from '../../language-server/core/lint/check.ts'
import { analyse } from '../../language-server/core/model/analysis.ts'
import type { DocumentOptions } from '../../language-server/core/model/options.ts'
import { expandSnippet } from './expand-snippet.ts'

interface Snippet {
  readonly prefix: string
  readonly description: string
  readonly body: readonly string[]
}

const file = readFileSync(new URL('../../snippets/apim-policy.code-snippets', import.meta.url), 'utf8')
const snippets = Object.entries(JSON.parse(file.replace(/^\/\/.*\n/, '')) as Readonly<Record<string, Snippet>>)

interface Place {
  readonly document: (inner: string) => string
  readonly options: DocumentOptions
}

/** Elements that stand only inside another one, and the shortest document around them. */
const within: Readonly<Record<string, (inner: string) => string>> = {
  'set-url': (inner) =>
    definition(
      'inbound',
      `<send-request response-variable-name="r">${inner}<set-method>GET</set-method></send-request>`,
    ),
  'publish-event': (inner) =>
    `<http-data-source><http-request><set-method>GET</set-method><set-url>https://example.com</set-url></http-request><http-response>${inner}</http-response></http-data-source>`,
}

/** Where a policy is of use, when that is not the first section that allows it: `retry` asks for the response. */
const usualSection: Readonly<Record<string, string>> = { retry: 'outbound' }

/** The first section, scope and gateway that the catalogue allows the policy in. */
function placeOf(entry: Policy): Place {
  const scope: DocumentScope = entry.resolverRoot ? 'resolver' : ((entry.scopes ?? ['api']).at(-1) ?? 'api')
  const gateway = entry.gateways?.[0]
  const options = { scope, ...(gateway === undefined ? {} : { gateway }) }
  const document = within[entry.name]
  if (document !== undefined) {
    return { document, options: { scope: entry.name === 'publish-event' ? 'resolver' : 'api' } }
  }
  if (entry.resolverRoot) return { document: (inner) => inner, options }
  const section = usualSection[entry.name] ?? entry.sections?.[0] ?? 'inbound'
  return { document: (inner) => definition(section, inner, scope), options }
}

/** The sections of a policy definition; `backend` holds one policy only, and the global scope has nothing to inherit. */
function definition(section: string, inner: string, scope: DocumentScope = 'api'): string {
  const sections = ['inbound', 'backend', 'outbound', 'on-error'].map((name) => {
    const isPlace = name === section
    const noBase = scope === 'global' || (isPlace && (name === 'backend' || inner === '<base />'))
    const inherited = noBase ? (name === 'backend' && !isPlace ? '<forward-request />' : '') : '<base />'
    return `<${name}>${inherited}${isPlace ? inner : ''}</${name}>`
  })
  return `<policies>${sections.join('\n')}</policies>`
}

describe('the snippets', () => {
  it('are one for every policy', () => {
    expect(snippets.map(([name]) => name)).toEqual(allPolicies().map(({ name }) => name))
  })

  it.each(snippets)('%s expands to a document without an error', (name, { prefix, description, body }) => {
    const entry = policyNamed(name)
    if (entry === undefined) throw new Error(`no policy ${name}`)
    expect(prefix).toBe(name)
    expect(description).toBe(entry.summary)
    const { document, options } = placeOf(entry)
    const analysis = analyse(document(expandSnippet(body.join('\n'))), options)
    expect(analysis.tree.mistakes).toEqual([])
    const problems = check(analysis).filter(({ severity }) => severity === 'error' || severity === 'warning')
    expect(problems.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([])
  })
})

describe('expanding a snippet', () => {
  it.each([
    ['a placeholder', `<a b="\${1:x}" />`, '<a b="x" />'],
    ['escapes in a placeholder', `\${1:{{x\\}\\}}`, '{{x}}'],
    ['the first of a choice', `\${1|a\\,b,c|}`, 'a,b'],
    ['tab stops', 'x$1y$0', 'xy'],
    ['escapes in text', '\\$5 \\\\', '$5 \\'],
  ])('writes %s', (_what, snippet, text) => {
    expect(expandSnippet(snippet)).toBe(text)
  })
})
