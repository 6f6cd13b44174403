import type { TextEdit } from 'vscode-languageserver-types'
import { actions } from '../actions/index.gen.ts'
import type { Analysis } from '../model/analysis.ts'
import type { Dialect } from '../syntax/tree.ts'
import { rangeOf } from './ranges.ts'
import type { Refusal } from './rename.ts'

/** The edits that write the whole document in another format, or why that is not done. */
export function convertDocument(analysis: Analysis, to: Dialect): { readonly edits: TextEdit[] } | Refusal {
  const start = analysis.tree.root?.start
  const span = start === undefined ? undefined : { start, end: start }
  const offer = span && actions.find(({ id }) => id === `content-format-${to}`)?.offer({ analysis, span })
  if (offer === undefined)
    return { refused: `The document is not converted: it has no policies, or is in the format ${to}.` }
  if ('disabled' in offer) return { refused: offer.disabled }
  return { edits: offer.edits.map(({ span: at, newText }) => ({ range: rangeOf(analysis, at), newText })) }
}
