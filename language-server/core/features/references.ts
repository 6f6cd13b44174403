import type { Range } from 'vscode-languageserver-types'
import type { Analysis } from '../model/analysis.ts'
import { namedAt, occurrencesOf } from './occurrences.ts'
import { rangeOf } from './ranges.ts'

/** Every place of the document that names what is named at an offset. */
export function references(
  analysis: Analysis,
  offset: number,
  { declarations }: { readonly declarations: 'included' | 'left-out' },
): Range[] {
  const named = namedAt(analysis, offset)
  if (named === undefined) return []
  return occurrencesOf(analysis, named)
    .filter(({ use }) => declarations === 'included' || use !== 'declaration')
    .map(({ span }) => rangeOf(analysis, span))
}
