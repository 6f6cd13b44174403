import type { Range } from 'vscode-languageserver-types'
import type { Analysis } from '../model/analysis.ts'
import type { Span } from '../text/span.ts'

/** A span of the document as LSP counts. */
export const rangeOf = (analysis: Analysis, span: Span): Range => ({
  start: analysis.lines.positionAt(span.start),
  end: analysis.lines.positionAt(span.end),
})
