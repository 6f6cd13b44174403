import type { DocumentScope } from '../catalog/policy.ts'
import { parse } from '../syntax/parse.ts'
import type { Element } from '../syntax/tree.ts'
import { applyEdits, type Edit } from '../text/edit.ts'
import { createLineMap } from '../text/line-map.ts'
import { type AmendedCheck, amendTokenCheck, readsAuthorization } from './amend-token-check.ts'
import { newDocument } from './new-document.ts'
import type { RecipeResult, Replaced } from './recipe.ts'
import {
  attribute,
  elementsOf,
  insertChild,
  type Layout,
  type Line,
  layoutOf,
  removeElement,
  replaceElement,
  someWithin,
} from './section-layout.ts'
import { type TokenCheck, tokenCheckLines } from './token-check.ts'

/** What *Secure API with Managed Identity* writes into a document. */
export interface SecureInbound extends TokenCheck {
  readonly scope: DocumentScope
  /** Whether the back end gets the caller's token. */
  readonly authorizationHeader: 'remove' | 'pass-on'
  /** Texts of the fragments that the document includes, by id, as far as they are known. */
  readonly fragments?: ReadonlyMap<string, string> | undefined
  /** Texts of the policies of wider scopes, which run at `<base />`, as far as they are known. */
  readonly wider?: readonly string[] | undefined
}

/** By these `id` attributes the recipe finds its own policies again. They also show in `context.LastError.PolicyId`. */
export const TOKEN_CHECK_ID = 'policywright-validate-token'
export const REMOVE_HEADER_ID = 'policywright-remove-authorization'

const isAuthorization = (element: Element): boolean =>
  element.name === 'set-header' && attribute(element, 'name')?.toLowerCase() === 'authorization'

const overwrites = (element: Element): boolean =>
  someWithin(element, (one) => /^authentication-(managed-identity|basic)$/.test(one.name) || isAuthorization(one))

/** The policies of a fragment that is included here; none where its text is not known. */
function included(element: Element, { fragments }: SecureInbound): readonly Element[] {
  const text = element.name === 'include-fragment' ? fragments?.get(attribute(element, 'fragment-id') ?? '') : undefined
  const root = text === undefined ? undefined : parse(text).root
  return root === undefined ? [] : elementsOf(root.children)
}

const overwritesAuthorization = (element: Element, wanted: SecureInbound): boolean =>
  overwrites(element) ||
  someWithin(element, (one) => included(one, wanted).some(overwrites)) ||
  (element.name === 'base' && replacedAtBase(wanted))

/** The policies that run at `<base />`, those of fragments too. */
const atBase = (wanted: SecureInbound): readonly Element[] =>
  (wanted.wider ?? []).flatMap((text) => {
    const { root } = parse(text)
    const inbound = root && elementsOf(root.children).find(({ name }) => name === 'inbound')
    return elementsOf(inbound?.children ?? []).flatMap((one) => [one, ...included(one, wanted)])
  })

/** A token that goes into a variable leaves the header alone. */
const replacesHeader = (element: Element): boolean =>
  someWithin(element, (one) => overwrites(one) && attribute(one, 'output-token-variable-name') === undefined)

const replacedAtBase = (wanted: SecureInbound): boolean => atBase(wanted).some(replacesHeader)

/** Whether what runs at `<base />` needs the header that the caller sent. */
const readAtBase = (wanted: SecureInbound): boolean =>
  atBase(wanted).some((element) => someWithin(element, isCheck)) ||
  (wanted.wider ?? []).some((text) => /Headers\b[^;]{0,40}["']Authorization["']/i.test(text))

/** True of every policy that this recipe wrote. */
export const isTokenCheck = (element: Element): boolean =>
  [TOKEN_CHECK_ID, REMOVE_HEADER_ID].includes(attribute(element, 'id') ?? '')

/**
 * Makes the document accept only tokens of the wanted kind: behind `<base />` and `cors`, before anything that replaces the
 * Authorization header, `<base />` itself where a wider scope does. Running it again updates what it wrote before, and yields no edits when nothing changes.
 * @param existing the document's text, or undefined when the scope has none.
 */
export function secureInbound(existing: string | undefined, wanted: SecureInbound): RecipeResult {
  const text = existing === undefined || existing.trim() === '' ? newDocument(wanted.scope) : existing
  const layout = layoutOf(text)
  const { document } = layout
  const none = { edits: [], text, namedValues: [], notes: [], warnings: [] }
  const mistake = document.mistakes[0]
  if (mistake) {
    const line = createLineMap(text).positionAt(mistake.start).line + 1
    return {
      ...none,
      problems: [`The document cannot be changed safely: ${mistake.message} (line ${line}). Correct it first.`],
    }
  }
  const { root } = document
  if (root === undefined || (root.name !== 'policies' && root.name !== 'fragment'))
    return {
      ...none,
      problems: ['The document is neither <policies> nor a <fragment>, so there is no inbound section to protect.'],
    }
  if (wanted.audiences.length === 0)
    return {
      ...none,
      problems: ['No audience is given; without one a token for any resource of the tenant would be accepted.'],
    }

  const check = tokenCheckLines(wanted, TOKEN_CHECK_ID)
  const place = root.name === 'fragment' ? root : elementsOf(root.children).find(({ name }) => name === 'inbound')
  const found = place && findCheck(place, wanted)
  const amended = found?.kind === 'hand-written' ? amendTokenCheck(found.element, wanted, check.parts, text) : undefined
  const edits = place
    ? changeSection(
        layout,
        place,
        { found, lines: amended?.lines ?? check.lines, differs: amended?.differs ?? true },
        wanted,
      )
    : [insertChild(layout, root, undefined, section(check.lines, wanted))]
  const first = existing === undefined || existing.trim() === ''
  return {
    edits: first || applyEdits(text, edits) !== text ? edits : [],
    text,
    replaced: found && amended && replacedBy(text, found.element, amended, edits),
    namedValues:
      wanted.tenant.kind === 'named-value'
        ? [{ displayName: wanted.tenant.displayName, value: wanted.tenant.tenantId, secret: false }]
        : [],
    notes: [
      ...check.notes,
      ...(place ? notesOn(place, wanted) : []),
      ...(found && amended
        ? [
            `The check on line ${createLineMap(text).positionAt(found.element.start).line + 1} was written by hand; it ${amended.differs ? 'is amended, and what else it demands stays' : 'already demands this'}.`,
          ]
        : []),
    ],
    warnings: [
      ...check.warnings,
      ...(amended?.warnings ?? []),
      ...(place ? warningsOn(layout, place, wanted, found?.element) : []),
    ],
    problems: [],
  }
}

/** @returns undefined where it stays as it is. */
function replacedBy(
  text: string,
  { start, end }: Element,
  { lines }: AmendedCheck,
  edits: readonly Edit[],
): Replaced | undefined {
  const change = edits.find(({ span }) => span.start <= start && span.end >= end)
  return (
    change && {
      before: text.slice(start, end),
      after: lines.map((line) => line.text).join('\n'),
      moved: change.newText === '',
    }
  )
}

const REMOVE_HEADER: readonly Line[] = [
  { depth: 0, text: `<set-header id="${REMOVE_HEADER_ID}" name="Authorization" exists-action="delete" />` },
]

function section(check: readonly Line[], wanted: SecureInbound): readonly Line[] {
  const base = wanted.scope === 'global' ? [] : [{ depth: 0, text: '<base />' }]
  const isFirst = replacedAtBase(wanted)
  const removes = wanted.authorizationHeader === 'remove' && !(isFirst && readAtBase(wanted))
  const own = [...check, ...(removes ? REMOVE_HEADER : [])]
  const inner = isFirst ? [...own, ...base] : [...base, ...own]
  return [
    { depth: 0, text: '<inbound>' },
    ...inner.map(({ depth, text }) => ({ depth: depth + 1, text })),
    { depth: 0, text: '</inbound>' },
  ]
}

/** A deletion that somebody else wrote does the same. */
const deletesAuthorization = (element: Element): boolean =>
  isAuthorization(element) && attribute(element, 'exists-action') === 'delete' && !isTokenCheck(element)

interface FoundCheck {
  readonly kind: 'own' | 'hand-written'
  readonly element: Element
}

const isCheck = ({ name }: Element): boolean => name === 'validate-jwt' || name === 'validate-azure-ad-token'

/** The check to change: our own, or the only one that was written by hand and is the same policy for the same header. */
function findCheck(place: Element, { policy }: SecureInbound): FoundCheck | undefined {
  const children = elementsOf(place.children)
  const own = children.find((child) => attribute(child, 'id') === TOKEN_CHECK_ID)
  if (own) return { kind: 'own', element: own }
  const [only, ...more] = children.filter(isCheck)
  return only && more.length === 0 && only.name === policy && readsAuthorization(only)
    ? { kind: 'hand-written', element: only }
    : undefined
}

interface WantedCheck {
  readonly found: FoundCheck | undefined
  readonly lines: readonly Line[]
  readonly differs: boolean
}

function changeSection(
  layout: Layout,
  place: Element,
  { found, lines: check, differs }: WantedCheck,
  wanted: SecureInbound,
): readonly Edit[] {
  const children = elementsOf(place.children)
  const ownCheck = found?.element
  const others = children.filter((child) => !isTokenCheck(child) && child !== ownCheck)
  const limit = others.find((one) => overwritesAuthorization(one, wanted))
  const ownRemoval = children.find((child) => attribute(child, 'id') === REMOVE_HEADER_ID)
  const removes =
    wanted.authorizationHeader === 'remove' &&
    !others.some(deletesAuthorization) &&
    !(limit?.name === 'base' && readAtBase(wanted))

  const after = anchor(others, limit, wanted)
  // What was written by hand in front of cors may be meant; our own goes behind what was added since.
  const isBehind = found?.kind === 'hand-written' || after === undefined || (ownCheck?.start ?? 0) > after.start
  const inPlace = ownCheck !== undefined && isBehind && (limit === undefined || ownCheck.start < limit.start)
  const edits: Edit[] = []
  const inserted: Line[] = []
  if (inPlace) {
    if (differs) edits.push(replaceElement(layout, ownCheck, check))
  } else {
    inserted.push(...check)
    if (ownCheck) edits.push(removeElement(layout, ownCheck))
  }

  const removalStays = removes && inPlace && ownRemoval !== undefined && ownRemoval.start > ownCheck.start
  if (ownRemoval && !removalStays) edits.push(removeElement(layout, ownRemoval))
  if (removes && !removalStays) {
    if (inPlace) edits.push(insertChild(layout, place, ownCheck, REMOVE_HEADER))
    else inserted.push(...REMOVE_HEADER)
  }
  if (inserted.length > 0) edits.push(insertChild(layout, place, after, inserted))
  return edits
}

/** The last `<base />` or `cors` in front of what replaces the header: a check before `cors` would refuse preflight requests. */
function anchor(others: readonly Element[], limit: Element | undefined, wanted: SecureInbound): Element | undefined {
  const before = others.filter((one) => limit === undefined || one.start < limit.start)
  return before.findLast((one) => isAnchor(one) || included(one, wanted).some(isAnchor))
}

const isAnchor = ({ name }: Element): boolean => name === 'base' || name === 'cors'

function notesOn(place: Element, wanted: SecureInbound): readonly string[] {
  const children = elementsOf(place.children)
  const already = children.some(deletesAuthorization)
  const isBeforeBase = children.some(({ name }) => name === 'base') && replacedAtBase(wanted)
  return [
    ...(already && wanted.authorizationHeader === 'remove'
      ? ['The document already deletes the Authorization header, so no second deletion is added.']
      : []),
    ...(isBeforeBase
      ? ['A policy of a wider scope replaces the Authorization header, so the check stands before <base />.']
      : []),
  ]
}

function warningsOn(
  layout: Layout,
  place: Element,
  wanted: SecureInbound,
  changed: Element | undefined,
): readonly string[] {
  const { scope } = wanted
  const children = elementsOf(place.children)
  const lines = createLineMap(layout.document.text)
  const lineOf = (element: Element): number => lines.positionAt(element.start).line + 1
  const warnings = children
    .filter((child) => isCheck(child) && !isTokenCheck(child) && child !== changed)
    .map(
      (child) =>
        `The document already checks a token with <${child.name}> on line ${lineOf(child)}; a caller must satisfy both. Remove one if that is not meant.`,
    )
  for (const child of children) {
    const fragment = included(child, wanted).find((one) => someWithin(one, isCheck))
    if (fragment !== undefined)
      warnings.push(
        `The fragment that line ${lineOf(child)} includes checks a token with <${fragment.name}> too; a caller must satisfy both.`,
      )
    else if (!isCheck(child) && someWithin(child, isCheck))
      warnings.push(
        `<${child.name}> on line ${lineOf(child)} checks a token in some cases too; there a caller must satisfy both. Take that check out if it is not meant.`,
      )
  }
  const limit = children.find((child) => !isTokenCheck(child) && overwritesAuthorization(child, wanted))
  const late = children.filter((child) => isAnchor(child) && limit !== undefined && child.start > limit.start)
  for (const element of late)
    warnings.push(
      `<${element.name}> on line ${lineOf(element)} comes after <${limit?.name}>, which replaces the Authorization header; the check stands before both.`,
    )
  const base = children.find(({ name }) => name === 'base')
  if (base !== undefined && base === limit && atBase(wanted).some(({ name }) => name === 'cors'))
    warnings.push(
      'The cors policy of a wider scope runs at <base />, behind the check, which refuses preflight requests. Move cors into this document, before the check, when browsers call.',
    )
  if (scope !== 'global' && place.name === 'inbound' && !children.some(({ name }) => name === 'base'))
    warnings.push('The inbound section has no <base />, so policies of the wider scopes do not run here.')
  return warnings
}
