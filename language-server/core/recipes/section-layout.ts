import { parse } from '../syntax/parse.ts'
import type { Content, Element, PolicyDocument } from '../syntax/tree.ts'
import type { Edit } from '../text/edit.ts'
import { span } from '../text/span.ts'

/** How a recipe finds its way in a document, and writes as the document is written. */

/** A line of new text with its depth below the place where it is inserted. */
export interface Line {
  readonly depth: number
  readonly text: string
}

export const elementsOf = (content: readonly Content[]): readonly Element[] =>
  content.filter((one): one is Element => one.kind === 'element')

/** The written value of an attribute, entities not decoded. */
export const attribute = (element: Element, name: string): string | undefined =>
  element.attributes.find((one) => one.name === name)?.value?.raw

export const escapeAttribute = (value: string): string =>
  value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
export const escapeText = (value: string): string => value.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

/** True for the element or one inside it, requests of its own aside: those have headers of their own. */
export const someWithin = (element: Element, test: (element: Element) => boolean): boolean =>
  test(element) ||
  (element.name !== 'send-request' &&
    element.name !== 'send-one-way-request' &&
    elementsOf(element.children).some((child) => someWithin(child, test)))

const lineStartOf = (text: string, offset: number): number => text.lastIndexOf('\n', offset - 1) + 1

/** White space before an element when nothing else stands before it on its line. */
const indentOf = (text: string, element: Element): string | undefined => {
  const before = text.slice(lineStartOf(text, element.start), element.start)
  return /^[ \t]*$/.test(before) ? before : undefined
}

export interface Layout {
  readonly document: PolicyDocument
  readonly newline: '\n' | '\r\n'
  /** One step of indentation. */
  readonly unit: string
}

export function layoutOf(text: string): Layout {
  const document = parse(text)
  const root = document.root
  const sections = root ? elementsOf(root.children) : []
  const outer = root ? (indentOf(text, root) ?? '') : ''
  const inner = sections.map((one) => indentOf(text, one)).find((indent) => indent !== undefined && indent !== outer)
  return {
    document,
    newline: text.includes('\r\n') ? '\r\n' : '\n',
    unit: inner?.startsWith(outer) ? inner.slice(outer.length) : '  ',
  }
}

const render = (lines: readonly Line[], indent: string, { unit, newline }: Layout): string =>
  lines.map(({ depth, text }) => `${indent}${unit.repeat(depth)}${text}`).join(newline)

/** Indentation of the direct children of an element. */
function childIndent(parent: Element, layout: Layout): string {
  const { text } = layout.document
  const known = elementsOf(parent.children)
    .map((child) => indentOf(text, child))
    .find((indent) => indent !== undefined)
  return known ?? `${indentOf(text, parent) ?? ''}${layout.unit}`
}

/** Inserts lines as children of `parent`, directly behind its child `after`, or first when there is none. */
export function insertChild(layout: Layout, parent: Element, after: Element | undefined, lines: readonly Line[]): Edit {
  const { document, newline } = layout
  const { text } = document
  const indent = childIndent(parent, layout)
  const block = render(lines, indent, layout)
  if (parent.selfClosing || parent.close === undefined) {
    const open = text.slice(parent.start, parent.openEnd).replace(/\s*\/>$/, '>')
    const closing = `${indentOf(text, parent) ?? ''}</${parent.name}>`
    return { span: span(parent.start, parent.end), newText: `${open}${newline}${block}${newline}${closing}` }
  }
  const at = after?.end ?? parent.openEnd
  const rest = text.slice(at, parent.close.start)
  const staysInLine = /^[ \t]*(?!\s)/.test(rest) && !/^[ \t]*\r?\n/.test(rest)
  const tail = staysInLine ? `${newline}${rest.trim() === '' ? (indentOf(text, parent) ?? '') : indent}` : ''
  const skipped = staysInLine ? (/^[ \t]*/.exec(rest)?.[0].length ?? 0) : 0
  return { span: span(at, at + skipped), newText: `${newline}${block}${tail}` }
}

/** Puts lines in the place of an element. */
export function replaceElement(layout: Layout, element: Element, lines: readonly Line[]): Edit {
  const { text } = layout.document
  const indent = indentOf(text, element) ?? ''
  return { span: span(element.start, element.end), newText: render(lines, indent, layout).slice(indent.length) }
}

/** Takes an element away, its line too when it stands alone on it. */
export function removeElement(layout: Layout, element: Element): Edit {
  const { text } = layout.document
  if (indentOf(text, element) === undefined) return { span: span(element.start, element.end), newText: '' }
  const start = lineStartOf(text, element.start)
  const rest = /^[ \t]*(?:\r?\n)?/.exec(text.slice(element.end))?.[0] ?? ''
  return rest.endsWith('\n')
    ? { span: span(start, element.end + rest.length), newText: '' }
    : { span: span(element.start, element.end), newText: '' }
}
