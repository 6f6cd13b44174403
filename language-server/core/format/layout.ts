import type { Analysis, Meaning } from '../model/analysis.ts'
import type { Content, Element, Expression, PolicyDocument } from '../syntax/tree.ts'
import { hasLineEnd, isBlank } from './writer.ts'

/**
 * What may be done with the content of an element.
 * `exact`: nothing, every character counts. `empty`: it is blank and blanks count for nothing. `block`: one line per child.
 * `inline`: one child behind the other, on the line of the open tag. `expression`: an expression is the whole text.
 * `islands`: the text between the child elements stays, the children are laid out where they stand.
 */
export type Layout =
  | { readonly kind: 'exact' | 'empty' | 'block' | 'islands' }
  | { readonly kind: 'inline'; readonly child: Element }
  | { readonly kind: 'expression'; readonly expression: Expression; readonly ownLine: boolean }

const EXACT: Layout = { kind: 'exact' }
const EMPTY: Layout = { kind: 'empty' }
const BLOCK: Layout = { kind: 'block' }
const ISLANDS: Layout = { kind: 'islands' }

/** The children that are more than white space between others. */
export const itemsOf = (parent: Element | PolicyDocument): readonly Content[] =>
  parent.children.filter((child) => child.kind !== 'text' || !isBlank(child.raw))

/** The layout of an element that is closed and not self-closing. */
export function layoutOf(analysis: Analysis, element: Element): Layout {
  const meaning = analysis.meaningOf(element)
  if (meaning === undefined || preservesSpace(element)) return EXACT
  if (meaning.role === 'foreign' || meaning.role === 'unknown') return EXACT
  const items = itemsOf(element)
  const takesText = countsBlanks(meaning)
  if (items.length === 0) return takesText ? EXACT : EMPTY
  const elements = items.filter((item) => item.kind === 'element')
  const plain = items.every(({ kind }) => kind === 'element' || kind === 'comment' || kind === 'instruction')
  if (plain) {
    if (takesText && elements.every((child) => analysis.meaningOf(child)?.role !== 'child')) return EXACT
    if (meaning.spec?.content === 'mixed' && elements.some((child) => isForeign(analysis, child))) return EXACT
    return inlineOf(analysis, meaning, items) ?? BLOCK
  }
  if (elements.length > 0) return takesText || meaning.spec === undefined ? mixtureOf(meaning) : ISLANDS
  const [only] = items
  if (items.length === 1 && only?.kind === 'expression') return expressionOf(analysis.text, element, only)
  return EXACT
}

export const isForeign = (analysis: Analysis, element: Element): boolean =>
  analysis.meaningOf(element)?.role === 'foreign'

const mixtureOf = (meaning: Meaning): Layout => (holdsSections(meaning) ? ISLANDS : EXACT)

/** True for the elements that only order others; the catalogue has no entry for them. */
const holdsSections = ({ role, section }: Meaning): boolean =>
  role === 'root' || role === 'section' || (role === 'unknown-root' && section !== undefined)

const preservesSpace = ({ attributes }: Element): boolean =>
  attributes.some(({ name, value }) => name === 'xml:space' && value?.raw === 'preserve')

/** True where text may be the point of the element, so that even blank text may count. */
function countsBlanks(meaning: Meaning): boolean {
  const { role, spec } = meaning
  if (holdsSections(meaning) || role === 'base') return false
  return spec === undefined || spec.content === 'text' || spec.content === 'mixed' || spec.content === 'foreign'
}

/** `<set-header name="X"><value>1</value></set-header>` may stay on its line when it was written so. */
function inlineOf({ text }: Analysis, { element, role, spec }: Meaning, items: readonly Content[]): Layout | undefined {
  const [child] = items
  if (items.length !== 1 || child?.kind !== 'element') return undefined
  if (spec === undefined || spec.content === 'policies' || (role !== 'policy' && role !== 'child')) return undefined
  if (child.children.some(({ kind }) => kind === 'element' || kind === 'comment')) return undefined
  return hasLineEnd(text.slice(element.start, element.end)) ? undefined : { kind: 'inline', child }
}

function expressionOf(text: string, element: Element, expression: Expression): Layout {
  const before = text.slice(element.openEnd, expression.start)
  const after = text.slice(expression.end, element.close?.start)
  if (!isBlank(before) || !isBlank(after)) return EXACT
  return { kind: 'expression', expression, ownLine: hasLineEnd(before) }
}
