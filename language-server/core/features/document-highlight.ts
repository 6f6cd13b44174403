import { type DocumentHighlight, DocumentHighlightKind } from 'vscode-languageserver-types'
import type { Analysis } from '../model/analysis.ts'
import { childElements } from '../syntax/query.ts'
import { touches } from '../text/span.ts'
import { holderAt } from './complete/location.ts'
import { namedAt, occurrencesOf } from './occurrences.ts'
import { rangeOf } from './ranges.ts'

/** The mentions of the name at an offset, those that set it told apart; on a tag, both tags of the element. */
export function documentHighlights(analysis: Analysis, offset: number): DocumentHighlight[] {
  const named = namedAt(analysis, offset)
  if (named === undefined) return tags(analysis, offset)
  return occurrencesOf(analysis, named).map(({ span, use }) => ({
    range: rangeOf(analysis, span),
    kind: use === 'read' ? DocumentHighlightKind.Read : DocumentHighlightKind.Write,
  }))
}

function tags(analysis: Analysis, offset: number): DocumentHighlight[] {
  const holder = holderAt(analysis, offset)
  const candidates = holder === undefined ? childElements(analysis.tree) : [holder, ...childElements(holder)]
  for (const { nameStart, nameEnd, close } of candidates) {
    const names = [
      { start: nameStart, end: nameEnd },
      ...(close ? [{ start: close.nameStart, end: close.nameEnd }] : []),
    ]
    if (nameEnd > nameStart && names.some((name) => touches(name, offset)))
      return names.map((span) => ({ range: rangeOf(analysis, span), kind: DocumentHighlightKind.Text }))
  }
  return []
}
