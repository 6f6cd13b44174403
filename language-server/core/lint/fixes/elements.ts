import type { Element } from '../../syntax/tree.ts'
import type { Edit } from '../../text/edit.ts'
import { indentAt, layoutOf, reindent, restOfLine, startOfLine, startsLine } from './layout.ts'

/** Renames both tags of an element. */
export function renameElement(element: Element, name: string): readonly Edit[] {
  const open = { span: { start: element.nameStart, end: element.nameEnd }, newText: name }
  if (element.close === undefined) return [open]
  return [open, { span: { start: element.close.nameStart, end: element.close.nameEnd }, newText: name }]
}

/** Removes an element, and its lines when it has them to itself. */
export function removeElement(element: Element, text: string): Edit {
  const end = restOfLine(text, element.end)
  if (end === undefined || !startsLine(text, element.start)) {
    return { span: { start: element.start, end: element.end }, newText: '' }
  }
  return { span: { start: startOfLine(text, element.start), end }, newText: '' }
}

/** Puts XML (`\n`, two spaces a step) into an element as its last child; a self-closing element is opened. */
export function appendChild(element: Element, xml: string, text: string): Edit {
  const layout = layoutOf(text)
  return appendText(element, reindent(xml, indentAt(text, element.start) + layout.unit, layout), text)
}

/** Puts text that is laid out already into an element, on lines of its own behind its last child. */
export function appendText(element: Element, content: string, text: string): Edit {
  const { newline, unit } = layoutOf(text)
  const indent = indentAt(text, element.start)
  const lines = `${newline}${indent}${unit}${content}${newline}${indent}`
  if (element.selfClosing) {
    const start = trimmedEnd(text, element.openEnd - '/>'.length, element.nameEnd)
    return { span: { start, end: element.openEnd }, newText: `>${lines}</${element.name}>` }
  }
  const end = element.close?.start ?? element.end
  return { span: { start: trimmedEnd(text, end, element.openEnd), end }, newText: lines }
}

/** Puts XML (`\n`, two spaces a step) on lines of its own before an element. */
export function insertBefore(element: Element, xml: string, text: string): Edit {
  const layout = layoutOf(text)
  const indent = indentAt(text, element.start)
  return {
    span: { start: element.start, end: element.start },
    newText: reindent(xml, indent, layout) + layout.newline + indent,
  }
}

/** Puts XML (`\n`, two spaces a step) into an element as its first child. */
export function prependChild(element: Element, xml: string, text: string): Edit {
  const first = element.children.find((child) => child.kind === 'element' || child.kind === 'comment')
  if (first === undefined || element.selfClosing) return appendChild(element, xml, text)
  const layout = layoutOf(text)
  const indent = startsLine(text, first.start)
    ? indentAt(text, first.start)
    : indentAt(text, element.start) + layout.unit
  return {
    span: { start: element.openEnd, end: element.openEnd },
    newText: layout.newline + indent + reindent(xml, indent, layout),
  }
}

function trimmedEnd(text: string, end: number, least: number): number {
  let at = end
  while (at > least && /\s/.test(text[at - 1] ?? '')) at--
  return at
}
