import {
  attribute,
  elementsOf,
  escapeAttribute,
  escapeText,
  insertChild,
  type Layout,
  type Line,
  layoutOf,
} from '../language-server/core/recipes/section-layout.ts'
import { childElements, firstChild } from '../language-server/core/syntax/query.ts'
import type { Element } from '../language-server/core/syntax/tree.ts'
import type { Edit } from '../language-server/core/text/edit.ts'
import { type Span, span } from '../language-server/core/text/span.ts'
import type { TokenCheck } from './token-checks.ts'

/** A change of a token check that would let a refused token in. Plain JSON, so that it can travel in a command. */
export type TokenFix = { readonly title: string } & (
  | { readonly kind: 'add-audience' | 'add-client-id'; readonly values: readonly string[] }
  | { readonly kind: 'add-issuer-version'; readonly version: 'v1' | 'v2'; readonly issuer: string }
  | { readonly kind: 'set-attribute'; readonly name: string; readonly value: string }
  | { readonly kind: 'add-claim-value'; readonly claim: string; readonly values: readonly string[] }
  | { readonly kind: 'split-claim-value' | 'match-any'; readonly claim: string }
  | { readonly kind: 'rename-claim'; readonly claim: string; readonly to: string }
)

/** Which check of a document: by its id, else by its place among the checks of its kind. */
export type CheckPlace = Pick<TokenCheck, 'policy' | 'id' | 'ordinal'>

/**
 * The edits that make the change in a document, which may be another text than the one that was called with: a file of the workspace.
 * @returns undefined when the check is not in the document, or is written so that the change cannot be made by itself.
 */
export function applyTokenFix(text: string, place: CheckPlace, fix: TokenFix): readonly Edit[] | undefined {
  const layout = layoutOf(text)
  const check = checkElement(layout, place)
  if (check === undefined) return undefined
  const edits = editsOf(layout, check, fix)
  return edits?.length === 0 ? undefined : edits
}

/** The name of the check in its open tag, which is what a finding marks; undefined when the text does not hold the check. */
export function nameOfCheck(text: string, place: CheckPlace): Span | undefined {
  const found = checkElement(layoutOf(text), place)
  return found && { start: found.nameStart, end: found.nameEnd }
}

/** By its id; else at its place, when that is one of its kind; else the first of its kind. */
function checkElement({ document }: Layout, { policy, id, ordinal }: CheckPlace): Element | undefined {
  const all = document.root === undefined ? [] : checksWithin(document.root)
  const named = id === undefined ? undefined : all.find((one) => attribute(one, 'id') === id)
  return named ?? [all[ordinal], ...all].find((one) => one?.name === policy)
}

const checksWithin = (element: Element): readonly Element[] =>
  elementsOf(element.children).flatMap((child) => {
    if (child.name === 'validate-jwt' || child.name === 'validate-azure-ad-token') return [child]
    return child.name === 'send-request' || child.name === 'send-one-way-request' ? [] : checksWithin(child)
  })

function editsOf(layout: Layout, check: Element, fix: TokenFix): readonly Edit[] | undefined {
  switch (fix.kind) {
    case 'add-audience':
      return addAudience(layout, check, fix.values)
    case 'add-client-id':
      return addToList(layout, check, { list: 'client-application-ids', item: 'application-id', values: fix.values })
    case 'add-issuer-version':
      return addIssuer(layout, check, fix)
    case 'set-attribute':
      return setAttribute(check, fix)
    case 'add-claim-value': {
      const claim = claimNamed(check, fix.claim)
      const lines = fix.values.map((value) => ({ depth: 0, text: `<value>${escapeText(value)}</value>` }))
      const added = claim && insertChild(layout, claim, childElements(claim).at(-1), lines)
      if (claim === undefined || added === undefined) return undefined
      // One more value under match="all" would be one more demand.
      return attribute(claim, 'match') === 'any' ? [added] : setAnyAnd(claim, added)
    }
    case 'match-any': {
      const claim = claimNamed(check, fix.claim)
      return claim && setAttribute(claim, { name: 'match', value: 'any' })
    }
    case 'rename-claim': {
      const claim = claimNamed(check, fix.claim)
      return claim && setAttribute(claim, { name: 'name', value: fix.to })
    }
    case 'split-claim-value':
      return splitValues(layout, check, fix.claim)
  }
}

/** Audiences may stand in their own list, or in a required claim `aud`. */
function addAudience(layout: Layout, check: Element, values: readonly string[]): readonly Edit[] | undefined {
  const claim = claimNamed(check, 'aud')
  if (claim !== undefined && firstChild(check, 'audiences') === undefined)
    return editsOf(layout, check, { kind: 'add-claim-value', title: '', claim: 'aud', values })
  return addToList(layout, check, { list: 'audiences', item: 'audience', values })
}

/** The service wants the children of a check in this order. */
const ORDER = [
  'openid-config',
  'issuer-signing-keys',
  'decryption-keys',
  'backend-application-ids',
  'client-application-ids',
  'audiences',
  'issuers',
  'required-claims',
]

interface ListItems {
  readonly list: string
  readonly item: string
  readonly values: readonly string[]
}

function addToList(layout: Layout, check: Element, { list, item, values }: ListItems): readonly Edit[] {
  const lines = (depth: number): readonly Line[] =>
    values.map((value) => ({ depth, text: `<${item}>${escapeText(value)}</${item}>` }))
  const known = firstChild(check, list)
  if (known !== undefined) return [insertChild(layout, known, childElements(known).at(-1), lines(0))]
  const before = new Set(ORDER.slice(0, ORDER.indexOf(list)))
  const after = childElements(check).findLast(({ name }) => before.has(name))
  return [
    insertChild(layout, check, after, [{ depth: 0, text: `<${list}>` }, ...lines(1), { depth: 0, text: `</${list}>` }]),
  ]
}

/** The metadata of the other version stands at almost the same address; without metadata the issuer itself is listed. */
function addIssuer(
  layout: Layout,
  check: Element,
  { version, issuer }: { readonly version: 'v1' | 'v2'; readonly issuer: string },
): readonly Edit[] | undefined {
  const configs = childElements(check).filter(({ name }) => name === 'openid-config')
  const last = configs.at(-1)
  if (last === undefined) return addToList(layout, check, { list: 'issuers', item: 'issuer', values: [issuer] })
  const url = attribute(last, 'url')
  const path = '/.well-known/openid-configuration'
  if (url === undefined || !url.endsWith(path)) return undefined
  const base = url.slice(0, -path.length).replace(/\/v2\.0$/, '')
  const other = `${base}${version === 'v2' ? '/v2.0' : ''}${path}`
  return [insertChild(layout, check, last, [{ depth: 0, text: `<openid-config url="${other}" />` }])]
}

function setAttribute(
  element: Element,
  { name, value }: { readonly name: string; readonly value: string },
): readonly Edit[] {
  const written = element.attributes.find((one) => one.name === name)
  if (written?.value !== undefined)
    return [{ span: span(written.value.start, written.value.end), newText: escapeAttribute(value) }]
  const at = element.attributes.at(-1)?.end ?? element.nameEnd
  return [{ span: span(at, at), newText: ` ${name}="${escapeAttribute(value)}"` }]
}

const setAnyAnd = (claim: Element, added: Edit): readonly Edit[] => [
  ...setAttribute(claim, { name: 'match', value: 'any' }),
  added,
]

const claimNamed = (check: Element, name: string): Element | undefined => {
  const claims = firstChild(check, 'required-claims')
  return claims && childElements(claims).find((claim) => attribute(claim, 'name') === name)
}

/** `<value>a,b</value>` becomes two values, of which one has to be there. */
function splitValues(layout: Layout, check: Element, name: string): readonly Edit[] | undefined {
  const claim = claimNamed(check, name)
  if (claim === undefined) return undefined
  const { text } = layout.document
  const edits = childElements(claim).flatMap((value): Edit[] => {
    const inner = text.slice(value.openEnd, value.close?.start ?? value.openEnd)
    const parts = inner.split(/[,;]/).map((part) => part.trim())
    if (parts.length < 2 || value.close === undefined) return []
    const lineStart = text.lastIndexOf('\n', value.start - 1) + 1
    const indent = /^[ \t]*/.exec(text.slice(lineStart, value.start))?.[0] ?? ''
    const lines = parts.filter((part) => part !== '').map((part) => `<value>${part}</value>`)
    return [{ span: span(value.start, value.end), newText: lines.join(`${layout.newline}${indent}`) }]
  })
  return edits.length === 0 || attribute(claim, 'match') === 'any'
    ? edits
    : [...setAttribute(claim, { name: 'match', value: 'any' }), ...edits]
}
