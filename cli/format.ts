import { type EditorConfig, styleIn } from '../language-server/core/format/editor-config.ts'
import { type FormatOptions, formatDocument } from '../language-server/core/format/format.ts'
import { analyse } from '../language-server/core/model/analysis.ts'
import type { DocumentOptions } from '../language-server/core/model/options.ts'
import { applyEdits } from '../language-server/core/text/edit.ts'

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
export function styleFor(config: EditorConfig, { printWidth, indent }: StyleFlags): FormatOptions {
  return {
    tabSize: INDENTATION,
    insertSpaces: true,
    ...styleIn(config),
    ...(printWidth !== undefined && { printWidth }),
    ...(indent === 'tab' && { insertSpaces: false }),
    ...(typeof indent === 'number' && { insertSpaces: true, tabSize: indent }),
  }
}
