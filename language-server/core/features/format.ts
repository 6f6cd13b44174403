import type { FormattingOptions, Position, Range, TextEdit } from 'vscode-languageserver-types'
import { type FormatOptions, formatDocument, formatRange } from '../format/format.ts'
import { formatOnType } from '../format/on-type.ts'
import type { Analysis } from '../model/analysis.ts'
import type { Edit } from '../text/edit.ts'
import { rangeOf } from './ranges.ts'

/** The edits that lay out the whole document; none where it is no policy document. */
export const documentFormatting = (analysis: Analysis, options: FormattingOptions): TextEdit[] =>
  textEdits(analysis, formatDocument(analysis, optionsOf(options)).edits)

/** The edits that lay out the lines of a range. */
export function rangeFormatting(analysis: Analysis, range: Range, options: FormattingOptions): TextEdit[] {
  const { lines } = analysis
  const span = { start: lines.offsetAt(range.start), end: lines.offsetAt(range.end) }
  return textEdits(analysis, formatRange(analysis, span, optionsOf(options)))
}

export const ON_TYPE_CHARACTERS = { first: '>', more: ['\n'] }

/** The edits behind a character of `ON_TYPE_CHARACTERS` that was just typed in front of the position. */
export function onTypeFormatting(
  analysis: Analysis,
  position: Position,
  { character, options }: { readonly character: string; readonly options: FormattingOptions },
): TextEdit[] {
  const offset = analysis.lines.offsetAt(position)
  return textEdits(analysis, formatOnType(analysis, offset, { character, options: optionsOf(options) }))
}

const textEdits = (analysis: Analysis, edits: readonly Edit[]): TextEdit[] =>
  edits.map(({ span, newText }) => ({ range: rangeOf(analysis, span), newText }))

/** `printWidth` and `wrapLineLength` are no options of the protocol, but clients may send any they have. */
function optionsOf(options: FormattingOptions): FormatOptions {
  const width = options.printWidth ?? options.wrapLineLength
  return {
    tabSize: options.tabSize,
    insertSpaces: options.insertSpaces,
    ...(typeof width === 'number' && width > 0 && { printWidth: width }),
    ...(options.insertFinalNewline === true && { insertFinalNewline: true }),
    ...(options.trimTrailingWhitespace === true && { trimTrailingWhitespace: true }),
  }
}
