import { lastIndexWhere } from './last-index.ts'

/** A place as editors count: both numbers start at 0, `character` counts UTF-16 units. */
export interface Position {
  readonly line: number
  readonly character: number
}

export interface LineMap {
  readonly lineCount: number
  /** Offset of the first character of a line; lines outside the text are clamped. */
  lineStart(line: number): number
  positionAt(offset: number): Position
  offsetAt(position: Position): number
}

const lineEnd = /\r\n?|\n/g
const loneReturn = /\r(?!\n)/

/** Nearly every text can be asked for its next line feed, which is far quicker than looking at each character. */
const lineStarts = (text: string): number[] => {
  const starts = [0]
  if (text.includes('\r') && loneReturn.test(text)) {
    for (const end of text.matchAll(lineEnd)) starts.push(end.index + end[0].length)
    return starts
  }
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}

/** The only place that knows offsets from positions. Line ends: `\n`, `\r\n` and a lone `\r`, as the Language Server Protocol counts them. */
export function createLineMap(text: string): LineMap {
  const starts = lineStarts(text)
  const last = starts.length - 1
  const lineStart = (line: number): number => starts[Math.max(0, Math.min(line, last))] ?? 0

  const lineOf = (offset: number): number => lastIndexWhere(starts.length, (line) => lineStart(line) <= offset)

  return {
    lineCount: starts.length,
    lineStart,
    positionAt(offset) {
      const clamped = Math.max(0, Math.min(offset, text.length))
      const line = lineOf(clamped)
      return { line, character: clamped - lineStart(line) }
    },
    offsetAt({ line, character }) {
      if (line > last) return text.length
      const start = lineStart(line)
      const end = line < last ? lineStart(line + 1) : text.length
      return Math.max(start, Math.min(start + character, end))
    },
  }
}
