import type { Analysis, Meaning } from '../../model/analysis.ts'
import type { Attribute, Content, Element, Expression, ValuePart } from '../../syntax/tree.ts'
import { lastIndexWhere } from '../../text/last-index.ts'
import { type Span, touches } from '../../text/span.ts'

/** Where the cursor is, as far as completion cares. `replace` is what an accepted item takes the place of. */
export type Location =
  /** An element may begin here; `rename`: it is there already and only its name is being changed. */
  | {
      readonly place: 'element'
      readonly parent: Meaning | undefined
      readonly self: Element | undefined
      readonly form: 'insert' | 'rename'
      readonly replace: Span
    }
  | {
      readonly place: 'attribute-name'
      readonly meaning: Meaning
      readonly self: Attribute | undefined
      readonly form: 'insert' | 'rename'
      readonly replace: Span
    }
  | {
      readonly place: 'attribute-value'
      readonly meaning: Meaning
      readonly attribute: Attribute
      readonly replace: Span
    }
  /** Text content of an element that may hold text. */
  | { readonly place: 'text'; readonly meaning: Meaning; readonly replace: Span }
  /** Behind `</`; the element is the innermost one that is open. */
  | { readonly place: 'closing-tag'; readonly element: Element; readonly replace: Span }
  /** Between `{{` and `}}`; the replaced span holds the name alone. */
  | { readonly place: 'named-value'; readonly form: 'open' | 'closed'; readonly replace: Span }
  | { readonly place: 'expression'; readonly expression: Expression; readonly meaning: Meaning | undefined }
  /** Comments, CDATA, instructions, between a tag's attributes where none may begin. */
  | { readonly place: 'nothing' }

const NOTHING: Location = { place: 'nothing' }

/** Turns a cursor into one of the places. The tree tells what encloses it; the few characters before it tell what is being typed. */
export function locate(analysis: Analysis, offset: number): Location {
  const holder = holderAt(analysis, offset)
  if (holder === undefined) return locateInContent(analysis, undefined, offset)
  const meaning = analysis.meaningOf(holder)
  if (meaning === undefined) return NOTHING
  if (isInOpenTag(analysis, holder, offset)) return locateInTag(analysis, meaning, offset)
  if (holder.close !== undefined && holder.close.start < offset) {
    return offset < holder.close.start + 2
      ? NOTHING
      : closingTag(analysis, holder, { start: holder.close.start, offset })
  }
  return locateInContent(analysis, meaning, offset)
}

/** The innermost element that the cursor is in, its tags included. */
export function holderAt({ tree, text }: Analysis, offset: number): Element | undefined {
  let holder: Element | undefined
  let children: readonly Content[] = tree.children
  for (;;) {
    const inner = lastBefore(children, text, offset)
    if (inner?.kind !== 'element') return holder
    const inside = offset < inner.end || (!isEnded(inner, text) && isBlank(text, inner.end, offset))
    // A lone `<` holds the cursor only directly behind it.
    if (!inside || (inner.name === '' && inner.openEnd === inner.end && offset > inner.nameEnd)) return holder
    holder = inner
    children = inner.children
  }
}

/** The last node that begins before the cursor, blank text aside: an open tag that broke off goes on behind it. */
function lastBefore(children: readonly Content[], text: string, offset: number): Content | undefined {
  let at = lastIndexWhere(children.length, (index) => (children[index]?.start ?? offset) < offset)
  const isPassed = (child: Content | undefined): boolean =>
    child?.kind === 'mistake' || (child?.kind === 'text' && isBlank(text, child.start, Math.min(child.end, offset)))
  while (at > 0 && isPassed(children[at])) at--
  return children[at]
}

/** Whether the element ends with a `>` of its own, so that what follows is outside. */
function isEnded(element: Element, text: string): boolean {
  if (element.close !== undefined) return text.charAt(element.close.end - 1) === '>'
  return element.selfClosing
}

function isInOpenTag({ text }: Analysis, element: Element, offset: number): boolean {
  if (text.charAt(element.openEnd - 1) === '>' && element.openEnd > element.nameEnd) return offset < element.openEnd
  // The tag broke off: white space behind it still belongs to it, up to whatever comes next.
  return offset <= element.openEnd || isBlank(text, element.openEnd, offset)
}

const isBlank = (text: string, start: number, end: number): boolean => /^\s*$/.test(text.slice(start, end))

function locateInTag(analysis: Analysis, meaning: Meaning, offset: number): Location {
  const { element, parent } = meaning
  const { text } = analysis
  if (offset <= element.nameEnd) {
    if (offset < element.nameStart && !isBlank(text, element.start + 1, offset)) return NOTHING
    const rename = isWritten(text, element)
    if (rename && offset < element.nameStart) return NOTHING
    const replace = rename
      ? { start: element.nameStart, end: element.nameEnd }
      : { start: element.start, end: Math.max(element.nameEnd, offset) }
    return { place: 'element', parent, self: element, form: rename ? 'rename' : 'insert', replace }
  }
  for (const attribute of element.attributes) {
    const { value } = attribute
    if (touches({ start: attribute.nameStart, end: attribute.nameEnd }, offset)) {
      const form = value === undefined ? 'insert' : 'rename'
      const replace = { start: attribute.nameStart, end: attribute.nameEnd }
      return { place: 'attribute-name', meaning, self: attribute, form, replace }
    }
    if (value !== undefined && touches(value, offset)) return locateInValue(analysis, meaning, attribute, offset)
    // Behind `name=` and before a quote.
    if (attribute.start < offset && offset < attribute.end) return NOTHING
  }
  if (!/\s/.test(text.charAt(offset - 1))) return NOTHING
  return {
    place: 'attribute-name',
    meaning,
    self: undefined,
    form: 'insert',
    replace: { start: offset, end: offset },
  }
}

/** True when there is more of the element than a name: completing it must not write all that a second time. */
function isWritten(text: string, element: Element): boolean {
  return (
    element.nameEnd > element.nameStart && (element.attributes.length > 0 || text.charAt(element.openEnd - 1) === '>')
  )
}

function locateInValue(analysis: Analysis, meaning: Meaning, attribute: Attribute, offset: number): Location {
  const { value } = attribute
  if (value === undefined) return NOTHING
  const inside = locateInParts(analysis, meaning, value.parts, offset)
  if (inside !== undefined) return inside
  const { text } = analysis
  const closed = value.quote !== '' && text.charAt(value.end) === value.quote && !/[\r\n<]/.test(value.raw)
  // A value without its end runs into what follows it: only what was typed so far is the value.
  const replace = closed ? { start: value.start, end: value.end } : { start: value.start, end: offset }
  return { place: 'attribute-value', meaning, attribute, replace }
}

type Part = ValuePart | Content

/** Inside an expression or between the braces of a named value. */
function locateInParts(
  analysis: Analysis,
  meaning: Meaning | undefined,
  parts: readonly Part[],
  offset: number,
): Location | undefined {
  const { text } = analysis
  const part = parts.findLast(({ start }) => start < offset)
  if (part?.kind === 'expression' && (offset < part.end || (!part.terminated && offset === part.end))) {
    const from = Math.max(part.start, text.lastIndexOf('\n', offset - 1) + 1)
    return namedValue(text, from, offset) ?? { place: 'expression', expression: part, meaning }
  }
  const lineStart = Math.max(text.lastIndexOf('\n', offset - 1) + 1, parts[0]?.start ?? offset)
  return namedValue(text, lineStart, offset)
}

/** `{{` with no `}}` behind it yet, looked for between two offsets of one line. */
function namedValue(text: string, from: number, offset: number): Location | undefined {
  const typed = /\{\{\s*([^{}<>"'\s]*)$/.exec(text.slice(from, offset))
  if (typed === null) return undefined
  const rest = /^[\w.-]*/.exec(text.slice(offset, offset + 256))?.[0].length ?? 0
  const start = offset - (typed[1]?.length ?? 0)
  const closed = text
    .slice(offset + rest)
    .trimStart()
    .startsWith('}}')
  return { place: 'named-value', form: closed ? 'closed' : 'open', replace: { start, end: offset + rest } }
}

function locateInContent(analysis: Analysis, parent: Meaning | undefined, offset: number): Location {
  const { text, tree } = analysis
  const children: readonly Content[] = parent?.element.children ?? tree.children
  const around = children.find((child) => child.start < offset && isOpaque(child) && offset < endOf(child, text))
  if (around !== undefined) {
    const code = around.kind === 'cdata' ? around.expression : undefined
    return (code && locateInParts(analysis, parent, [code], offset)) ?? NOTHING
  }
  const inside = locateInParts(analysis, parent, children, offset)
  if (inside !== undefined) return inside

  const from = Math.max(parent?.element.openEnd ?? 0, offset - 256)
  const before = text.slice(from, offset)
  if (/<[!?][^<>]*$/.test(before)) return NOTHING
  const closing = /<\/[\w.:-]*$/.exec(before)
  if (closing !== null && parent !== undefined) {
    return closingTag(analysis, parent.element, { start: from + closing.index, offset })
  }
  const tag = /<[\w.:-]*$/.exec(before)
  const typed = tag ?? /[\w.:-]*$/.exec(before)
  const start = from + (typed?.index ?? before.length)
  const rest = /^[\w.:-]*/.exec(text.slice(offset, offset + 256))?.[0].length ?? 0
  const replace = { start, end: offset + rest }
  if (tag === null && parent !== undefined && holdsText(parent)) return { place: 'text', meaning: parent, replace }
  return { place: 'element', parent, self: undefined, form: 'insert', replace }
}

/** Comments and the like are over behind their last character; one that is not ended holds the cursor at its end too. */
const isOpaque = ({ kind }: Content): boolean => kind === 'comment' || kind === 'cdata' || kind === 'instruction'

const endOf = (content: Content, text: string): number =>
  text.charAt(content.end - 1) === '>' && content.end - content.start > 3 ? content.end : content.end + 1

const holdsText = ({ spec }: Meaning): boolean => spec?.content === 'text' || spec?.content === 'mixed'

interface Closing {
  readonly start: number
  readonly offset: number
}

function closingTag({ text }: Analysis, element: Element, { start, offset }: Closing): Location {
  const typed = /^<\/[\w.:-]*>?/.exec(text.slice(start, start + 256))?.[0].length ?? 2
  // A tag that broke off holds the white space behind it, where nothing belongs.
  if (offset > start + typed) return NOTHING
  return { place: 'closing-tag', element, replace: { start, end: start + typed } }
}
