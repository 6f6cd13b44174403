import { type FormatOptions, formatDocument } from '../language-server/core/format/format.ts'
import { analyse } from '../language-server/core/model/analysis.ts'
import type { DocumentOptions } from '../language-server/core/model/options.ts'
import { applyEdits } from '../language-server/core/text/edit.ts'
import type { EditorConfig } from './editor-config.ts'

/** What formatting makes of one document. Lines and columns count from 1. */
export type Outcome =
  | { readonly status: 'unchanged' }
  | { readonly status: 'changed'; readonly text: string }
  | { readonly status: 'left'; readonly message: string; readonly line: number; readonly column: number }

/** What the command line says of the style; the rest is in `.editorconfig`. */
export interface StyleFlags {
  readonly printWidth?: number
  readonly indent?: number | 'tab'
}

const INDENTATION = 4

/** Formats a document as a whole, or leaves it when a mistake makes its structure doubtful. */
export function formatText(text: string, style: FormatOptions, options: DocumentOptions): Outcome {
  const source = style.lineEnd === undefined ? text : text.replace(/\r\n|\r|\n/g, style.lineEnd)
  const analysis = analyse(source, options)
  const { edits, left } = formatDocument(analysis, style)
  if (left !== undefined) {
    const { line, character } = analysis.lines.positionAt(left.span.start)
    return { status: 'left', message: left.message, line: line + 1, column: character + 1 }
  }
  const formatted = applyEdits(source, edits)
  return formatted === text ? { status: 'unchanged' } : { status: 'changed', text: formatted }
}

/** The style of a file: flags before `.editorconfig` before four spaces and 120 columns. */
export function styleFor(config: EditorConfig, flags: StyleFlags): FormatOptions {
  const width = flags.printWidth ?? widthIn(config)
  const lineEnd = { lf: '\n', crlf: '\r\n' } as const
  const end = config.get('end_of_line')
  return {
    ...indentationIn(config, flags.indent),
    ...(width !== undefined && { printWidth: width }),
    ...((end === 'lf' || end === 'crlf') && { lineEnd: lineEnd[end] }),
    insertFinalNewline: config.get('insert_final_newline') === 'true',
    trimTrailingWhitespace: config.get('trim_trailing_whitespace') === 'true',
  }
}

function indentationIn(
  config: EditorConfig,
  flag: number | 'tab' | undefined,
): Pick<FormatOptions, 'tabSize' | 'insertSpaces'> {
  const size = positive(config.get('indent_size'))
  const tab = positive(config.get('tab_width'))
  if (typeof flag === 'number') return { insertSpaces: true, tabSize: flag }
  if (flag === 'tab' || config.get('indent_style') === 'tab')
    return { insertSpaces: false, tabSize: tab ?? size ?? INDENTATION }
  return { insertSpaces: true, tabSize: size ?? tab ?? INDENTATION }
}

function widthIn(config: EditorConfig): number | undefined {
  const value = config.get('max_line_length')
  return value === 'off' ? Number.POSITIVE_INFINITY : positive(value)
}

function positive(value: string | undefined): number | undefined {
  const number = Number(value)
  return value !== undefined && Number.isInteger(number) && number > 0 ? number : undefined
}
