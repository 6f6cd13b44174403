import type { CodeAction, TextEdit } from 'vscode-languageserver-types'
import { actions } from '../actions/index.gen.ts'
import type { Analysis } from '../model/analysis.ts'
import type { Span } from '../text/span.ts'
import { rangeOf } from './ranges.ts'

interface RefactorInput {
  readonly uri: string
  /** The selection. */
  readonly span: Span
  /** Whether a kind is asked for. */
  wants(kind: string): boolean
}

/** What could be rewritten at a selection; what is not possible says why. */
export function refactorings(analysis: Analysis, { uri, span, wants }: RefactorInput): CodeAction[] {
  return actions.flatMap(({ kind, offer }): CodeAction[] => {
    const found = wants(kind) ? offer({ analysis, span }) : undefined
    if (found === undefined) return []
    if ('disabled' in found) return [{ title: found.title, kind, disabled: { reason: found.disabled } }]
    const edits = found.edits.map(({ span: at, newText }): TextEdit => ({ range: rangeOf(analysis, at), newText }))
    return [{ title: found.title, kind, edit: { changes: { [uri]: edits } } }]
  })
}
