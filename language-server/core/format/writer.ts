import type { Edit } from '../text/edit.ts'
import type { Style } from './style.ts'

/** Copies a document from its beginning to its end, noting on the way where the copy differs. */
export interface Writer {
  /** Offset in the document up to which it is copied. */
  readonly at: number
  readonly edits: readonly Edit[]
  /** Columns of the line that is being written, so far. */
  column(): number
  /** Columns of that line's indentation. */
  indentation(): number
  /** Copies up to an offset as it stands. */
  keep(end: number): void
  /** Writes something else for what stands up to an offset. */
  put(end: number, newText: string): void
  /** Ends the line, with a blank line behind it if the author left one and it is wanted, and indents the next by so many columns. */
  breakLine(end: number, columns: number, blankLine?: 'keep' | 'drop'): void
}

const LINE_ENDS = /\r\n|\r|\n/g
const lastLine = (text: string): string => text.slice(Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1)

export const hasLineEnd = (text: string): boolean => text.includes('\n') || text.includes('\r')
export const isBlank = (text: string): boolean => /^[ \t\r\n]*$/.test(text)

/** @param start where to begin; what stands before is not looked at, but for the line it is on */
export function createWriter(text: string, style: Style, start = 0): Writer {
  const edits: Edit[] = []
  let at = start
  let line = lastLine(text.slice(0, start))

  const wrote = (piece: string): void => {
    line = hasLineEnd(piece) ? lastLine(piece) : line + piece
  }
  const replace = (from: number, to: number, newText: string): void => {
    const edit = smallest(text, from, to, newText)
    if (edit !== undefined) edits.push(edit)
  }
  const put = (end: number, newText: string): void => {
    replace(at, end, newText)
    wrote(newText)
    at = end
  }

  return {
    get at() {
      return at
    },
    edits,
    column: () => style.width(line),
    indentation: () => style.width(/^[ \t]*/.exec(line)?.[0] ?? ''),
    keep(end) {
      wrote(text.slice(at, end))
      at = end
    },
    put,
    breakLine(end, columns, blankLine = 'keep') {
      const old = text.slice(at, end)
      const count = old.match(LINE_ENDS)?.length ?? 0
      const indentation = style.indent(columns)
      const ends = style.lineEnd.repeat(count > 1 && blankLine === 'keep' ? 2 : 1)
      if (count > 0) {
        // The indentation is an edit of its own, so that a range can take the one without the other.
        put(end - lastLine(old).length, ends)
        put(end, indentation)
      } else put(end, ends + indentation)
    },
  }
}

/** The smallest edit with the same effect, which tears no `\r\n` apart; undefined when there is none. */
function smallest(text: string, start: number, end: number, newText: string): Edit | undefined {
  const old = text.slice(start, end)
  if (old === newText) return undefined
  const least = Math.min(old.length, newText.length)
  let same = 0
  while (same < least && old[same] === newText[same]) same++
  if (old[same - 1] === '\r') same--
  let sameEnd = 0
  while (sameEnd < least - same && old[old.length - 1 - sameEnd] === newText[newText.length - 1 - sameEnd]) sameEnd++
  if (sameEnd > 0 && old[old.length - sameEnd] === '\n') sameEnd--
  return {
    span: { start: start + same, end: end - sameEnd },
    newText: newText.slice(same, newText.length - sameEnd),
  }
}
