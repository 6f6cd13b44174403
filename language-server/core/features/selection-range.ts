import type { SelectionRange } from 'vscode-languageserver-types'
import type { Analysis } from '../model/analysis.ts'
import type { Content, Element, ValuePart } from '../syntax/tree.ts'
import { contains, type Span, touches } from '../text/span.ts'
import { rangeOf } from './ranges.ts'

/** What "expand selection" takes, step by step: word, value, attribute, open tag, content, element, and so on outwards. */
export function selectionRange(analysis: Analysis, offset: number): SelectionRange {
  let current: SelectionRange | undefined
  for (const span of spansAround(analysis, offset)) {
    current = { range: rangeOf(analysis, span), ...(current && { parent: current }) }
  }
  return current ?? { range: rangeOf(analysis, { start: offset, end: offset }) }
}

/** From the document inwards; each lies inside the one before and is smaller. */
export function spansAround({ tree, text }: Analysis, offset: number): readonly Span[] {
  const spans: Span[] = [{ start: 0, end: text.length }]
  const add = (span: Span): void => {
    const last = spans.at(-1)
    if (last === undefined || !touches(span, offset) || !contains(last, span)) return
    if (span.end - span.start < last.end - last.start) spans.push(span)
  }
  let children: readonly Content[] | undefined = tree.children
  while (children !== undefined) {
    const inside: Content | undefined = innermost(children, offset)
    children = undefined
    if (inside === undefined) break
    add(inside)
    if (inside.kind === 'element') {
      addTag(inside, offset, add)
      if (inside.openEnd <= offset && (inside.close === undefined || offset <= inside.close.start)) {
        add({ start: inside.openEnd, end: inside.close?.start ?? inside.end })
        children = inside.children
      }
    } else addPart(inside, offset, add)
  }
  const word = wordAround(text, offset)
  if (word.end > word.start) add(word)
  return spans
}

type Add = (span: Span) => void

function addTag(element: Element, offset: number, add: Add): void {
  if (element.close !== undefined && offset > element.close.start) {
    add(element.close)
    add({ start: element.close.nameStart, end: element.close.nameEnd })
    return
  }
  if (offset >= element.openEnd) return
  add({ start: element.start, end: element.openEnd })
  for (const attribute of element.attributes) {
    if (!touches(attribute, offset)) continue
    add(attribute)
    if (attribute.value === undefined) continue
    add(attribute.value)
    const part = innermost(attribute.value.parts, offset)
    if (part !== undefined) addPart(part, offset, add)
  }
}

function addPart(part: Content | ValuePart, offset: number, add: Add): void {
  add(part)
  if (part.kind !== 'expression') return
  add(part.code)
  for (const namedValue of part.namedValues) if (touches(namedValue, offset)) add(namedValue)
}

/** Of two nodes that meet at the cursor, the one behind it. */
function innermost<T extends Span>(nodes: readonly T[], offset: number): T | undefined {
  return nodes.findLast((node) => touches(node, offset) && node.end > node.start)
}

const wordCharacter = /[\w-]/

function wordAround(text: string, offset: number): Span {
  let start = offset
  let end = offset
  while (start > 0 && wordCharacter.test(text.charAt(start - 1))) start--
  while (end < text.length && wordCharacter.test(text.charAt(end))) end++
  return { start, end }
}
