import type { Range } from 'vscode-languageserver-types'
import type { Analysis } from '../model/analysis.ts'
import { namedAt, occurrencesOf } from './occurrences.ts'
import { rangeOf } from './ranges.ts'

/** Where the name at an offset is declared: a variable of C# in one place, a context variable wherever a policy sets it. */
export function definition(analysis: Analysis, offset: number): Range[] {
  const named = namedAt(analysis, offset)
  if (named === undefined) return []
  return occurrencesOf(analysis, named)
    .filter(({ use }) => use === 'declaration')
    .map(({ span }) => rangeOf(analysis, span))
}
