import type { DocumentScope } from '../catalog/policy.ts'
import type { Element } from '../syntax/tree.ts'
import { applyEdits, type Edit } from '../text/edit.ts'
import { createLineMap } from '../text/line-map.ts'
import type { BackEndKind } from './back-end-kinds.ts'
import { newDocument } from './new-document.ts'
import type { RecipeResult, Replaced } from './recipe.ts'
import {
  attribute,
  elementsOf,
  escapeAttribute,
  escapeText,
  insertChild,
  type Layout,
  type Line,
  layoutOf,
  removeElement,
  replaceElement,
} from './section-layout.ts'

/** What lets API Management call its back end with its own identity. */
export interface AuthenticateBackend {
  readonly scope: DocumentScope
  /** Client id (best: it is the audience in both token versions) or App ID URI of the back end. */
  readonly resource: string
  /** Of a user-assigned identity; the system-assigned one when absent. */
  readonly clientId?: string
  /** How the back end wants the token, and which headers besides; a bearer token alone when absent. */
  readonly kind?: Pick<BackEndKind, 'form' | 'headers'>
  /** Other spellings of the same resource, such as a named value that holds it. */
  readonly sameResource?: readonly string[]
}

/** By these `id` attributes the recipe finds its own policies again. */
const TOKEN_ID = 'policywright-backend-token'
const FORM_ID = 'policywright-backend-authorization'
const HEADER_ID = 'policywright-backend-header-'
const isCompanion = (element: Element): boolean => {
  const id = attribute(element, 'id') ?? ''
  return id === FORM_ID || id.startsWith(HEADER_ID)
}
/** True of every policy that this recipe wrote. */
export const isBackendAuthentication = (element: Element): boolean =>
  attribute(element, 'id')?.startsWith('policywright-backend-') === true

const TOKEN_VARIABLE = 'policywright-backend-token'

/** Policies that must come first: they read the caller's Authorization header, or answer without calling the back end. */
const FIRST = new Set(['base', 'cors', 'validate-jwt', 'validate-azure-ad-token', 'check-header', 'ip-filter'])

const isRemoval = (element: Element): boolean =>
  element.name === 'set-header' &&
  attribute(element, 'name')?.toLowerCase() === 'authorization' &&
  attribute(element, 'exists-action') === 'delete'

/**
 * Adds `authentication-managed-identity` behind every check of the caller's token and behind the removal of its header, since
 * it writes that header itself. Running it again updates its own policies; one that was written by hand and gets the same token at the right
 * place is left as it is, and another is amended.
 */
export function authenticateBackend(existing: string | undefined, wanted: AuthenticateBackend): RecipeResult {
  const isNew = existing === undefined || existing.trim() === ''
  const text = isNew ? newDocument(wanted.scope) : existing
  const layout = layoutOf(text)
  const { document } = layout
  const result = { edits: [], text, namedValues: [], notes: [], warnings: [], problems: [] }
  const mistake = document.mistakes[0]
  if (mistake) {
    const line = createLineMap(text).positionAt(mistake.start).line + 1
    return {
      ...result,
      problems: [`The document cannot be changed safely: ${mistake.message} (line ${line}). Correct it first.`],
    }
  }
  const { root } = document
  if (root === undefined || (root.name !== 'policies' && root.name !== 'fragment'))
    return {
      ...result,
      problems: ['The document is neither <policies> nor a <fragment>, so there is no inbound section to change.'],
    }
  const place = root.name === 'fragment' ? root : elementsOf(root.children).find(({ name }) => name === 'inbound')
  const change =
    place === undefined
      ? { edits: [insertChild(layout, root, undefined, newSection(wanted))], notes: [], warnings: [] }
      : changeSection(layout, place, wanted)
  return {
    ...result,
    ...change,
    edits: isNew || applyEdits(text, change.edits) !== text ? change.edits : [],
    warnings: [
      ...change.warnings,
      ...(wanted.resource.endsWith('/.default')
        ? [
            'The resource ends in /.default, which belongs to scopes; here the service wants the client id or the App ID URI alone.',
          ]
        : []),
    ],
  }
}

function newSection(wanted: AuthenticateBackend): readonly Line[] {
  const block = [tokenLine(wanted, wanted.resource), ...companionLines(wanted).flat()]
  return [
    { depth: 0, text: '<inbound>' },
    ...(wanted.scope === 'global' ? [] : [{ depth: 1, text: '<base />' }]),
    ...block.map(({ depth, text }) => ({ depth: depth + 1, text })),
    { depth: 0, text: '</inbound>' },
  ]
}

function tokenLine({ clientId, kind }: AuthenticateBackend, resource: string): Line {
  const client = clientId === undefined ? '' : ` client-id="${escapeAttribute(clientId)}"`
  const variable = kind?.form === 'cosmos' ? ` output-token-variable-name="${TOKEN_VARIABLE}"` : ''
  return {
    depth: 0,
    text: `<authentication-managed-identity id="${TOKEN_ID}" resource="${escapeAttribute(resource)}"${client}${variable} />`,
  }
}

const setHeader = (id: string, name: string, action: string, value: string): readonly Line[] => [
  { depth: 0, text: `<set-header id="${id}" name="${name}" exists-action="${action}">` },
  { depth: 1, text: `<value>${value}</value>` },
  { depth: 0, text: '</set-header>' },
]

/** What stands behind the token: each its own element. */
const companionLines = ({ kind }: AuthenticateBackend): readonly (readonly Line[])[] => [
  ...(kind?.form === 'cosmos'
    ? [
        setHeader(
          FORM_ID,
          'Authorization',
          'override',
          `@(System.Net.WebUtility.UrlEncode("type=aad&ver=1.0&sig=" + (string)context.Variables["${TOKEN_VARIABLE}"]))`,
        ),
      ]
    : []),
  ...(kind?.headers ?? []).map(({ name, value }) =>
    setHeader(`${HEADER_ID}${name}`, name, 'skip', value.startsWith('@') ? value : escapeText(value)),
  ),
]

interface Change {
  readonly edits: readonly Edit[]
  readonly notes: readonly string[]
  readonly warnings: readonly string[]
  readonly replaced?: Replaced | undefined
}

function changeSection(layout: Layout, place: Element, wanted: AuthenticateBackend): Change {
  const { document } = layout
  const children = elementsOf(place.children)
  const lines = createLineMap(document.text)
  const lineOf = (element: Element): number => lines.positionAt(element.start).line + 1
  const tokens = children.filter(({ name }) => name === 'authentication-managed-identity')
  const own = tokens.find((child) => attribute(child, 'id') === TOKEN_ID)
  // With its own variable the token goes somewhere else than into the header, so that it is none of ours.
  const foreign = tokens.filter(
    (child) => child !== own && attribute(child, 'output-token-variable-name') === undefined,
  )
  const adopted = own ?? foreign.at(-1)
  const others = children.filter((child) => child !== adopted && !isCompanion(child))
  const after = others.findLast((child) => FIRST.has(child.name) || isRemoval(child))
  const inPlace = adopted !== undefined && (after === undefined || adopted.start > after.start)

  const written = adopted && attribute(adopted, 'resource')
  const resource =
    written !== undefined && [wanted.resource, ...(wanted.sameResource ?? [])].includes(written)
      ? written
      : wanted.resource
  const isAsWanted =
    adopted !== undefined &&
    inPlace &&
    written === resource &&
    attribute(adopted, 'client-id') === wanted.clientId &&
    wanted.kind?.form !== 'cosmos'
  const token = tokenLine(wanted, resource)
  const keeps = isAsWanted && adopted !== own
  const tokenEdits = inPlace
    ? keeps
      ? []
      : [replaceElement(layout, adopted, [token])]
    : adopted
      ? [removeElement(layout, adopted)]
      : []
  const companions = companionEdits(layout, children, inPlace ? adopted : undefined, wanted)
  const inserted = [...(inPlace ? [] : [token]), ...companions.missing]
  const at = inPlace ? adopted : after
  const notes =
    adopted === undefined || adopted === own
      ? []
      : [
          keeps
            ? `The document already gets this token on line ${lineOf(adopted)}.`
            : `The token that the document gets on line ${lineOf(adopted)} (${written ?? 'without a resource'}) is replaced.`,
        ]
  return {
    edits: [
      ...tokenEdits,
      ...companions.edits,
      ...(inserted.length === 0 ? [] : [insertChild(layout, place, at, inserted)]),
    ],
    notes,
    replaced:
      adopted === undefined || adopted === own || keeps
        ? undefined
        : { before: document.text.slice(adopted.start, adopted.end), after: token.text, moved: !inPlace },
    warnings: foreign
      .filter((child) => child !== adopted)
      .map(
        (child) =>
          `The document gets another token on line ${lineOf(child)}; the last one wins. Remove one if that is not meant.`,
      ),
  }
}

/** Keeps companions where they are when the token stays in place; otherwise all of them move with it. */
function companionEdits(
  layout: Layout,
  children: readonly Element[],
  token: Element | undefined,
  wanted: AuthenticateBackend,
): { readonly edits: readonly Edit[]; readonly missing: readonly Line[] } {
  const blocks = companionLines(wanted)
  const idOf = (block: readonly Line[]): string => /id="([^"]+)"/.exec(block[0]?.text ?? '')?.[1] ?? ''
  const present = children.filter(isCompanion)
  const stays = (element: Element): boolean => token !== undefined && element.start > token.start
  const edits = present.map((element) => {
    const block = blocks.find((one) => idOf(one) === attribute(element, 'id'))
    return block && stays(element) ? replaceElement(layout, element, block) : removeElement(layout, element)
  })
  const missing = blocks.filter(
    (block) => !present.some((element) => stays(element) && attribute(element, 'id') === idOf(block)),
  )
  return { edits, missing: missing.flat() }
}
