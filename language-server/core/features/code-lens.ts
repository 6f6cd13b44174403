import type { Range } from 'vscode-languageserver-types'
import type { Analysis } from '../model/analysis.ts'
import { rangeOf } from './ranges.ts'

/** An expression that a lens stands above: where it begins, and its C# with `@(…)` or `@{…}` around it, entities decoded. */
export interface EvaluableExpression {
  readonly range: Range
  readonly code: string
}

/** The expressions that go over several lines and can be read, in document order. */
export function evaluableExpressions(analysis: Analysis): readonly EvaluableExpression[] {
  return analysis.expressions().flatMap(({ expression, source, tree }): EvaluableExpression[] => {
    if (tree === undefined || !/[\r\n]/.test(expression.raw)) return []
    const [open, close] = expression.form === 'paren' ? ['@(', ')'] : ['@{', '}']
    return [{ range: rangeOf(analysis, expression), code: open + source.code + close }]
  })
}
