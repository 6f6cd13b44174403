import { parse } from '../syntax/parse.ts'
import type { Element } from '../syntax/tree.ts'
import { applyEdits } from '../text/edit.ts'
import { authenticateBackend } from './authenticate-backend.ts'
import type { ConsumerOrder } from './consumer.ts'
import { isBelow } from './file-amendment.ts'
import { newDocument } from './new-document.ts'
import type { RecipeResult } from './recipe.ts'
import { attribute, elementsOf, escapeAttribute, insertChild, type Line, layoutOf } from './section-layout.ts'

/** By these ids an undo of *Authenticate to Back End* finds them too. */
const ADDRESS_ID = 'policywright-backend-address'
const KEY_ID = 'policywright-backend-key'

/**
 * What a policy of another instance needs to call a protected API with the identity of that instance: where its requests go, the token, and
 * the subscription key as a named value.
 * @param existing undefined when the scope has no policy.
 * @returns two changes, the second one of the text that the first one leaves, and that text
 */
export function callProtectedApi(
  existing: string | undefined,
  order: ConsumerOrder,
): { readonly steps: readonly RecipeResult[]; readonly text: string; readonly after: string } {
  const text = existing === undefined || existing.trim() === '' ? newDocument('api') : existing
  const refused = refusal(text, order)
  if (refused !== undefined) {
    const step = { edits: [], text, namedValues: [], notes: [], warnings: [], problems: [refused] }
    return { steps: [step], text, after: text }
  }
  const { identity, audience } = order
  const token = authenticateBackend(text, {
    scope: 'api',
    resource: audience,
    ...(identity.kind === 'user' ? { clientId: identity.clientId ?? 'CLIENT-ID' } : {}),
  })
  const between = applyEdits(token.text, token.edits)
  const address = token.problems.length > 0 ? undefined : sendTo(between, order)
  return {
    steps: address === undefined ? [token] : [token, address],
    text,
    after: address === undefined ? between : applyEdits(between, address.edits),
  }
}

/** The named value that holds the subscription key on the instance that calls. */
export const keyNameOf = ({ url }: ConsumerOrder): string =>
  `${new URL(url).pathname.split('/').find((part) => part !== '') ?? 'api'}-subscription-key`

const inboundOf = (text: string): readonly Element[] => {
  const { root } = parse(text)
  const inbound = root && elementsOf(root.children).find(({ name }) => name === 'inbound')
  return inbound === undefined ? [] : elementsOf(inbound.children)
}

/** Why this is not the policy of a caller. */
function refusal(text: string, { url, audience }: ConsumerOrder): string | undefined {
  const { root } = parse(text)
  if (root?.name !== 'policies') return 'The document is no policy of an API: its root is not <policies>.'
  if (text.includes(`<audience>${audience}</audience>`))
    return `The policy checks tokens for ${audience} itself, so it belongs to the API that is called; choose one of the instance that calls.`
  const elsewhere = inboundOf(text).find((one) => one.name === 'set-backend-service' && !leadsTo(one, url))
  const where = elsewhere && (attribute(elsewhere, 'base-url') ?? attribute(elsewhere, 'backend-id'))
  return elsewhere === undefined
    ? undefined
    : `The policy sends its requests to ${where ?? 'another back end'}, and not to ${url}: the token would go there. Choose the policy of another API, or change that first.`
}

const leadsTo = (element: Element, url: string): boolean => isBelow(attribute(element, 'base-url'), url)

function sendTo(text: string, order: ConsumerOrder): RecipeResult {
  const layout = layoutOf(text)
  const { root } = layout.document
  const inbound = root && elementsOf(root.children).find(({ name }) => name === 'inbound')
  const children = inbound === undefined ? [] : elementsOf(inbound.children)
  const { keyHeader, url } = order
  const lines: readonly Line[] = [
    ...(children.some((one) => one.name === 'set-backend-service')
      ? []
      : [{ depth: 0, text: `<set-backend-service id="${ADDRESS_ID}" base-url="${escapeAttribute(url)}" />` }]),
    ...(keyHeader === undefined || children.some((one) => isHeader(one, keyHeader))
      ? []
      : [
          {
            depth: 0,
            text: `<set-header id="${KEY_ID}" name="${escapeAttribute(keyHeader)}" exists-action="override">`,
          },
          { depth: 1, text: `<value>{{${keyNameOf(order)}}}</value>` },
          { depth: 0, text: '</set-header>' },
        ]),
  ]
  const after = children.findLast(({ name }) => name === 'base')
  return {
    edits: inbound === undefined || lines.length === 0 ? [] : [insertChild(layout, inbound, after, lines)],
    text,
    namedValues: [],
    notes: [],
    warnings: [],
    problems: [],
  }
}

const isHeader = (element: Element, name: string): boolean =>
  element.name === 'set-header' && attribute(element, 'name')?.toLowerCase() === name.toLowerCase()
