import type { Span } from '../text/span.ts'
import type { Page } from './page.ts'
import type { Writer } from './writer.ts'

const LINES = /\r\n|\r|\n/

/** Writes a comment: its lines move with its first one, and nothing else of it changes. */
export function writeComment(writer: Writer, { start, end }: Span, page: Page): void {
  const { style, text } = page
  const comment = text.slice(start, end)
  if (!LINES.test(comment)) {
    writer.keep(end)
    return
  }
  const shift = writer.indentation() - page.indentationAt(start)
  const lines = /[^\r\n]*(?:\r\n|\r|\n|$)/g
  for (const [line] of comment.matchAll(lines)) {
    if (line === '') continue
    const from = writer.at
    const indentation = /^[ \t]*/.exec(line)?.[0] ?? ''
    const words = line.slice(indentation.length).replace(LINES, '')
    if (from > start && words !== '') {
      const columns = Math.max(0, style.width(indentation) + shift)
      writer.put(from + indentation.length, style.indent(columns))
    }
    if (style.trimComments) {
      const lineEnd = from + line.replace(LINES, '').length
      const kept = from + line.trimEnd().length
      if (kept > writer.at && lineEnd < end) writer.keep(kept)
      if (lineEnd < end) writer.put(lineEnd, '')
    }
    writer.keep(from + line.length)
  }
}
