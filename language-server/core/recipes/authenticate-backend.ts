import type { DocumentScope } from '../catalog/policy.ts'
import type { Element } from '../syntax/tree.ts'
import { applyEdits, type Edit } from '../text/edit.ts'
import { createLineMap } from '../text/line-map.ts'
import { newDocument } from './new-document.ts'
import type { RecipeResult } from './recipe.ts'
import {
  attribute,
  elementsOf,
  escapeAttribute,
  insertChild,
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
}

const BACKEND_TOKEN_ID = 'policywright-backend-token'

/** Policies that must come first: they read the caller's Authorization header, or answer without calling the back end. */
const FIRST = new Set(['base', 'cors', 'validate-jwt', 'validate-azure-ad-token', 'check-header', 'ip-filter'])

const isRemoval = (element: Element): boolean =>
  element.name === 'set-header' &&
  attribute(element, 'name')?.toLowerCase() === 'authorization' &&
  attribute(element, 'exists-action') === 'delete'

/**
 * Adds `authentication-managed-identity` behind every check of the caller's token and behind the removal of its header, since
 * it writes that header itself. Running it again updates its own policy.
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

  const client = wanted.clientId === undefined ? '' : ` client-id="${escapeAttribute(wanted.clientId)}"`
  const line: Line = {
    depth: 0,
    text: `<authentication-managed-identity id="${BACKEND_TOKEN_ID}" resource="${escapeAttribute(wanted.resource)}"${client} />`,
  }
  const place = root.name === 'fragment' ? root : elementsOf(root.children).find(({ name }) => name === 'inbound')
  if (place === undefined) {
    const inherit = wanted.scope === 'global' ? [] : [{ depth: 1, text: '<base />' }]
    const section = [
      { depth: 0, text: '<inbound>' },
      ...inherit,
      { ...line, depth: 1 },
      { depth: 0, text: '</inbound>' },
    ]
    return { ...result, edits: [insertChild(layout, root, undefined, section)] }
  }
  const children = elementsOf(place.children)
  const own = children.find((child) => attribute(child, 'id') === BACKEND_TOKEN_ID)
  const after = children.findLast((child) => child !== own && (FIRST.has(child.name) || isRemoval(child)))
  const edits: readonly Edit[] =
    own && (after === undefined || own.start > after.start)
      ? [replaceElement(layout, own, [line])]
      : [...(own ? [removeElement(layout, own)] : []), insertChild(layout, place, after, [line])]
  const lines = createLineMap(text)
  return {
    ...result,
    edits: isNew || applyEdits(text, edits) !== text ? edits : [],
    warnings: [
      ...children
        .filter((child) => child.name === 'authentication-managed-identity' && child !== own)
        .map(
          (child) =>
            `The document already gets a token on line ${lines.positionAt(child.start).line + 1}; the last one wins. Remove one if that is not meant.`,
        ),
      ...(wanted.resource.endsWith('/.default')
        ? [
            'The resource ends in /.default, which belongs to scopes; here the service wants the client id or the App ID URI alone.',
          ]
        : []),
    ],
  }
}
