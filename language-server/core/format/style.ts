/** How a document is to look; the names are those of the Language Server Protocol where it has one. */
export interface FormatOptions {
  /** Columns of one level of indentation, and of a tab. */
  readonly tabSize: number
  readonly insertSpaces: boolean
  /** Columns that an open tag may take before its attributes get lines of their own; 120 when absent. */
  readonly printWidth?: number
  /** Absent: the one that the document has most of. */
  readonly lineEnd?: '\n' | '\r\n'
  /** True: the document ends with a line end. Absent or false: it ends with one when it did. */
  readonly insertFinalNewline?: boolean
  /** True: also the lines of comments lose the blanks at their end. Those of markup and code always do. */
  readonly trimTrailingWhitespace?: boolean
}

/** The options, worked out for one document. */
export interface Style {
  readonly unit: number
  readonly printWidth: number
  readonly lineEnd: string
  readonly insertFinalNewline: boolean
  readonly trimComments: boolean
  /** The columns of the next level, or of a later one. */
  deeper(columns: number, levels?: number): number
  /** The white space that indents by a number of columns. */
  indent(columns: number): string
  /** The columns that a piece of one line takes when it begins at column `from`. */
  width(line: string, from?: number): number
}

const PRINT_WIDTH = 120

/** Nothing is set in further than this: each line of a document that nests without end would be as long as the document. */
const MOST_COLUMNS = 320

export function styleOf(text: string, options: FormatOptions): Style {
  const unit = Math.max(1, Math.min(options.tabSize, 16))
  return {
    unit,
    printWidth: options.printWidth ?? PRINT_WIDTH,
    lineEnd: options.lineEnd ?? lineEndOf(text),
    insertFinalNewline: options.insertFinalNewline === true,
    trimComments: options.trimTrailingWhitespace === true,
    deeper: (columns, levels = 1) => Math.max(columns, Math.min(columns + levels * unit, MOST_COLUMNS)),
    indent(columns) {
      if (options.insertSpaces) return ' '.repeat(columns)
      return '\t'.repeat(Math.floor(columns / unit)) + ' '.repeat(columns % unit)
    },
    width(line, from = 0) {
      if (!line.includes('\t')) return line.length
      let column = from
      for (let at = 0; at < line.length; at++) column += line[at] === '\t' ? unit - (column % unit) : 1
      return column - from
    },
  }
}

function lineEndOf(text: string): string {
  const count = new Map<string, number>()
  for (const [end] of text.matchAll(/\r\n|\r|\n/g)) count.set(end, (count.get(end) ?? 0) + 1)
  const [most = '\n'] = [...count.keys()].sort((a, b) => (count.get(b) ?? 0) - (count.get(a) ?? 0))
  return most
}
