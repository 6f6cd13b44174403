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

const LF = 10
const CR = 13

const lineStarts = (text: string): number[] => {
  const starts = [0]
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === LF) starts.push(at + 1)
    else if (code === CR && text.charCodeAt(at + 1) !== LF) starts.push(at + 1)
  }
  return starts
}

/** The only place that knows offsets from positions. Line ends: `\n`, `\r\n` and a lone `\r`, as the Language Server Protocol counts them. */
export function createLineMap(text: string): LineMap {
  const starts = lineStarts(text)
  const last = starts.length - 1
  const lineStart = (line: number): number => starts[Math.max(0, Math.min(line, last))] ?? 0

  const lineOf = (offset: number): number => {
    let low = 0
    let high = last
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (lineStart(middle) <= offset) low = middle
      else high = middle - 1
    }
    return low
  }

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
