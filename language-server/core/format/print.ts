import type { Analysis } from '../model/analysis.ts'
import type { Content, Element, Expression, PolicyDocument } from '../syntax/tree.ts'
import type { Edit } from '../text/edit.ts'
import type { Span } from '../text/span.ts'
import { writeExpression } from './code.ts'
import { writeComment } from './comment.ts'
import { isForeign, itemsOf, type Layout, layoutOf } from './layout.ts'
import { tagWidth, writeOpenTag } from './open-tag.ts'
import { pageOf } from './page.ts'
import { soundnessOf } from './soundness.ts'
import type { Style } from './style.ts'
import { createWriter, hasLineEnd, isBlank } from './writer.ts'

/** The part of a document that is to be laid out. */
export interface Part {
  /** Laid out in the place where it stands. */
  readonly element?: Element
  /** What is wholly outside may be passed over; edits outside may still come. */
  readonly span?: Span
}

/**
 * The edits that lay a document or a part of it out. What is too broken to tell its structure stays as it is; the sound elements
 * in it are laid out where they stand.
 */
export function layOut(analysis: Analysis, style: Style, part: Part = {}): readonly Edit[] {
  const { text, tree } = analysis
  const { element: within, span = tree } = part
  const soundness = soundnessOf(tree)
  const page = pageOf(analysis, style)
  const writer = createWriter(text, style, within?.start)
  // Documents can nest deeper than the call stack, so what is left to do waits here, the next on top.
  const waiting: Step[] = []
  const later = (steps: readonly Step[]): void => {
    for (let at = steps.length - 1; at >= 0; at--) {
      const step = steps[at]
      if (step !== undefined) waiting.push(step)
    }
  }

  function writeDocument(): void {
    if (soundness.isSound(tree)) later([...block(tree, 0), () => writer.keep(text.length)])
    else writeIslands(tree)
  }

  const isOutside = ({ start, end }: Span): boolean => end < span.start || span.end < start

  /** @param columns the indentation of the element's line */
  function writeElement(element: Element, columns: number): void {
    if (isForeign(analysis, element) || isOutside(element)) writer.keep(element.end)
    else if (soundness.isSound(element)) writeSound(element, columns)
    else writeIslands(element)
  }

  function writeSound(element: Element, columns: number): void {
    const column = writer.column()
    if (soundness.hasBrokenTag(element)) writer.keep(element.openEnd)
    else writeOpenTag(writer, element, page)
    if (element.close !== undefined) later([...contentSteps(element, columns, column), () => writeClose(element)])
  }

  /** @param column where the open tag begins on its line */
  function contentSteps(element: Element, columns: number, column: number): readonly Step[] {
    const end = element.close?.start ?? element.end
    const layout: Layout = soundness.hasBrokenText(element) ? { kind: 'exact' } : layoutOf(analysis, element)
    switch (layout.kind) {
      case 'exact':
        return [() => writer.keep(end)]
      case 'empty':
        return [() => writeEmpty(end, columns)]
      case 'expression':
        return [() => writeOnlyExpression(element, layout.expression, layout.ownLine ? columns : undefined)]
      case 'block':
        return block(element, columns)
      case 'islands':
        return islands(element, end)
      case 'inline': {
        const { child } = layout
        if (!fitsInline(element, child, column)) return block(element, columns)
        return [() => writer.put(child.start, ''), () => writeElement(child, columns), () => writer.put(end, '')]
      }
    }
  }

  function writeEmpty(end: number, columns: number): void {
    if (hasLineEnd(text.slice(writer.at, end))) writer.breakLine(end, columns, 'drop')
    else writer.put(end, '')
  }

  function writeClose({ close, name, end }: Element): void {
    if (close !== undefined && text.slice(close.start, close.end).replace(/\s/g, '') === `</${name}>`)
      writer.put(close.end, `</${name}>`)
    writer.keep(end)
  }

  /** Children on lines of their own. A comment stays on the line of what it stands behind. */
  function block(parent: Element | PolicyDocument, columns: number): readonly Step[] {
    const items = itemsOf(parent)
    const steps: Step[] = []
    const inner = parent.kind === 'document' ? 0 : style.deeper(columns)
    let before: Content | undefined
    for (const item of items) {
      const previous = before
      steps.push(() => {
        writeGap({ parent, before: previous, after: item, columns: inner })
        writeItem(item, inner)
      })
      before = item
    }
    steps.push(() => writeLastGap(parent, before, columns))
    return steps
  }

  function writeGap({ parent, before, after, columns }: Gap): void {
    const gap = text.slice(writer.at, after.start)
    const mark = parent.kind === 'document' && before === undefined && gap.startsWith('\uFEFF') ? 1 : 0
    if (mark === 1) writer.keep(writer.at + 1)
    if (!isBlank(gap.slice(mark)) || isText(before) || isText(after)) writer.keep(after.start)
    else if (after.kind === 'element' && isForeign(analysis, after)) writer.keep(after.start)
    else if (parent.kind === 'document' && before === undefined) writer.put(after.start, '')
    else if (after.kind === 'comment' && !hasLineEnd(gap)) writer.put(after.start, ' ')
    else writer.breakLine(after.start, columns, before === undefined ? 'drop' : 'keep')
  }

  function writeLastGap(parent: Element | PolicyDocument, before: Content | undefined, columns: number): void {
    const end = parent.kind === 'element' ? (parent.close?.start ?? parent.end) : text.length
    const gap = text.slice(writer.at, end)
    if (!isBlank(gap) || isText(before)) writer.keep(end)
    else if (parent.kind === 'element') writer.breakLine(end, columns, 'drop')
    else if (before !== undefined) writer.put(end, hasLineEnd(gap) || style.insertFinalNewline ? style.lineEnd : '')
  }

  function writeItem(item: Content, columns: number): void {
    if (item.kind === 'element') writeElement(item, columns)
    else if (item.kind === 'comment') writeComment(writer, item, page)
    else writer.keep(item.end)
  }

  /** @param columns the indentation of the element's line when the expression has lines of its own */
  function writeOnlyExpression(element: Element, expression: Expression, columns: number | undefined): void {
    const end = element.close?.start ?? element.end
    if (columns === undefined) writer.put(expression.start, '')
    else writer.breakLine(expression.start, style.deeper(columns), 'drop')
    writeExpression(writer, expression, page)
    if (columns === undefined) writer.put(end, '')
    else writer.breakLine(end, columns, 'drop')
  }

  function writeIslands(parent: Element | PolicyDocument): void {
    later(islands(parent, parent.end))
  }

  /** Nothing between the children changes. */
  function islands(parent: Element | PolicyDocument, end: number): readonly Step[] {
    const steps = parent.children.map((child) => () => {
      writer.keep(child.start)
      if (child.kind !== 'element') return
      const isFirst = isBlank(text.slice(analysis.lines.lineStart(lineOf(analysis, child.start)), child.start))
      if (!soundness.isSound(child)) writeIslands(child)
      else if (isFirst) writeElement(child, page.indentationAt(child.start))
    })
    return [...steps, () => writer.keep(end)]
  }

  function fitsInline(element: Element, child: Element, column: number): boolean {
    const behind = (each: Element): number => style.width(text.slice(each.openEnd, each.end))
    const close = element.close === undefined ? 0 : element.close.end - element.close.start
    return column + tagWidth(element, page) + tagWidth(child, page) + behind(child) + close <= style.printWidth
  }

  if (within === undefined) writeDocument()
  else writeElement(within, page.indentationAt(within.start))
  for (let step = waiting.pop(); step !== undefined; step = waiting.pop()) step()
  return writer.edits
}

type Step = () => void

interface Gap {
  readonly parent: Element | PolicyDocument
  readonly before: Content | undefined
  readonly after: Content
  readonly columns: number
}

/** What is beside text stays where it is. */
const isText = (item: Content | undefined): boolean =>
  item !== undefined && item.kind !== 'element' && item.kind !== 'comment' && item.kind !== 'instruction'

const lineOf = ({ lines }: Analysis, offset: number): number => lines.positionAt(offset).line
