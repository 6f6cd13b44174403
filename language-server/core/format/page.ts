import type { Analysis } from '../model/analysis.ts'
import type { Style } from './style.ts'

/** A document as it stands, measured in the columns of a style. */
export interface Page {
  readonly text: string
  readonly style: Style
  /** Columns of the indentation of the line that an offset is on, as far as it reaches in front of the offset. */
  indentationAt(offset: number): number
  /** Columns in front of an offset on its line. */
  columnAt(offset: number): number
}

export function pageOf({ text, lines }: Analysis, style: Style): Page {
  const lineBefore = (offset: number): string => text.slice(lines.lineStart(lines.positionAt(offset).line), offset)
  return {
    text,
    style,
    columnAt: (offset) => style.width(lineBefore(offset)),
    indentationAt: (offset) => style.width(/^[ \t]*/.exec(lineBefore(offset))?.[0] ?? ''),
  }
}
