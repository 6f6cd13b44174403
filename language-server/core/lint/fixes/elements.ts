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
  const indent = indentAt(text, element.start)
  const inner = indent + layout.unit
  const child = layout.newline + inner + reindent(xml, inner, layout)
  if (element.selfClosing) {
    const start = trimmedEnd(text, element.openEnd - '/>'.length, element.nameEnd)
    return {
      span: { start, end: element.openEnd },
      newText: `>${child}${layout.newline}${indent}</${element.name}>`,
    }
  }
  const end = element.close?.start ?? element.end
  const start = trimmedEnd(text, end, element.openEnd)
  return { span: { start, end }, newText: child + layout.newline + indent }
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

/** An element's own text with its lines moved left to the first column, as `appendChild` takes it. */
export function dedented(element: Element, text: string): string {
  const indent = indentAt(text, element.start)
  const { unit } = layoutOf(text)
  return text
    .slice(element.start, element.end)
    .split(/\r?\n/)
    .map((line, number) => {
      if (number === 0) return line
      const own = line.startsWith(indent) ? line.slice(indent.length) : line
      const steps = stepsOf(own, unit)
      return '  '.repeat(steps) + own.slice(steps * unit.length)
    })
    .join('\n')
}

function stepsOf(line: string, unit: string): number {
  let steps = 0
  while (line.startsWith(unit, steps * unit.length)) steps++
  return steps
}

function trimmedEnd(text: string, end: number, least: number): number {
  let at = end
  while (at > least && /\s/.test(text[at - 1] ?? '')) at--
  return at
}
