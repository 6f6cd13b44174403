import { type Analysis, analyse } from '../model/analysis.ts'
import type { Element } from '../syntax/tree.ts'
import { applyEdits, type Edit } from '../text/edit.ts'
import type { Span } from '../text/span.ts'
import { layOut } from './print.ts'
import { readingOf } from './reading.ts'
import { soundnessOf } from './soundness.ts'
import { type FormatOptions, styleOf } from './style.ts'
import { isBlank } from './writer.ts'

export type { FormatOptions } from './style.ts'

export interface Formatted {
  /** In document order, each as small as it can be. */
  readonly edits: readonly Edit[]
  /** Why the document, or a part of it, stays as it is; absent when all of it could be laid out. */
  readonly left?: { readonly message: string; readonly span: Span }
}

/**
 * Lays a document out: indentation, attributes by width, at most one blank line between siblings, C# by its braces. Nothing
 * changes that the service reads; the result is read again to make sure.
 */
export function formatDocument(analysis: Analysis, options: FormatOptions): Formatted {
  const { text, tree, kind } = analysis
  if (isBlank(text)) return { edits: [] }
  if (kind === 'unknown') {
    const { start, end } = tree.root ?? { start: 0, end: 0 }
    return { edits: [], left: { message: 'This is not a policy document.', span: { start, end } } }
  }
  const edits = layOut(analysis, styleOf(text, options))
  const change = changedReading(analysis, edits)
  if (change !== undefined) return { edits: [], left: change }
  const { doubt } = soundnessOf(tree)
  return doubt === undefined ? { edits } : { edits, left: { message: doubt.message, span: doubt } }
}

/**
 * Lays out the lines that a span touches, relative to the element around them as it stands. The edits are among those of the
 * whole element, which only change white space that nobody reads, so the result is not read again: this is for typing.
 */
export function formatRange(analysis: Analysis, span: Span, options: FormatOptions): readonly Edit[] {
  if (analysis.kind === 'unknown') return []
  const lines = linesOf(analysis, span)
  const element = elementAround(analysis, lines)
  const edits = layOut(analysis, styleOf(analysis.text, options), { ...(element && { element }), span: lines })
  return edits.filter((edit) => lines.start <= edit.span.start && edit.span.end <= lines.end)
}

/** The span with its lines made whole, without the last line's end. */
function linesOf({ lines, text }: Analysis, { start, end }: Span): Span {
  const last = lines.positionAt(end).line
  const next = last + 1 < lines.lineCount ? lines.lineStart(last + 1) : text.length
  const whole = text.slice(0, next).replace(/(?:\r\n|\r|\n)$/, '').length
  return { start: lines.lineStart(lines.positionAt(start).line), end: last + 1 < lines.lineCount ? whole : next }
}

/** The innermost sound element that begins on a line before the span and ends within or behind it; undefined: the document. */
function elementAround(analysis: Analysis, { start, end }: Span): Element | undefined {
  const { isSound } = soundnessOf(analysis.tree)
  let found: Element | undefined
  for (const { element } of analysis.meanings) {
    if (element.start >= start || element.end < end) continue
    if (isSound(element) && isFirstOnLine(analysis, element)) found = element
  }
  return found
}

function isFirstOnLine({ lines, text }: Analysis, { start }: Element): boolean {
  return isBlank(text.slice(lines.lineStart(lines.positionAt(start).line), start))
}

/** Where the edits would change what the service reads, which would be a fault of the layout; undefined: nowhere. */
function changedReading(analysis: Analysis, edits: readonly Edit[]): Formatted['left'] | undefined {
  if (edits.length === 0) return undefined
  const before = readingOf(analysis)
  const after = readingOf(analyse(applyEdits(analysis.text, edits), analysis.options))
  const at = before.findIndex((line, index) => line !== after[index])
  if (at < 0 && before.length === after.length) return undefined
  const message = `Formatting would change what the service reads near '${(before[at] ?? '').slice(0, 60)}'.`
  return { message, span: { start: 0, end: 0 } }
}
