import { type CodeSymbol, symbolAt } from '../expression/symbols.ts'
import { codeOffset, rawSpan } from '../expression/tree.ts'
import { type Analysis, oncePerAnalysis } from '../model/analysis.ts'
import type { ExpressionUse } from '../model/expressions.ts'
import { variableMentions } from '../model/variables.ts'
import { type Span, touches } from '../text/span.ts'

/** What the document itself names, at one place of it. */
export type Named =
  | { readonly kind: 'symbol'; readonly symbol: CodeSymbol; readonly use: ExpressionUse }
  | { readonly kind: 'variable'; readonly name: string }

/** One mention of a name; the span covers the name alone. */
export interface Occurrence {
  readonly span: Span
  readonly use: 'declaration' | 'write' | 'read'
}

/** A variable of C# or a context variable that is named at an offset; undefined where neither is. */
export function namedAt(analysis: Analysis, offset: number): Named | undefined {
  const variable = variablesIn(analysis).find(({ span }) => touches(span, offset))
  if (variable !== undefined) return { kind: 'variable', name: variable.name }
  const use = expressionAt(analysis, offset)
  if (use?.tree === undefined) return undefined
  const symbol = symbolAt(use.tree, codeOffset(use.source, offset))
  return symbol && { kind: 'symbol', symbol, use }
}

/** Every mention of what is named, in document order. */
export function occurrencesOf(analysis: Analysis, named: Named): readonly Occurrence[] {
  if (named.kind === 'variable') return variableOccurrences(analysis, named.name)
  return named.symbol.mentions.map(({ use, ...at }) => ({ use, span: rawSpan(named.use.source, at) }))
}

/** Every mention of one context variable; what sets it counts as its declaration. */
export const variableOccurrences = (analysis: Analysis, name: string): readonly Occurrence[] =>
  variablesIn(analysis).filter((one) => one.name === name)

interface VariableOccurrence extends Occurrence {
  readonly name: string
}

/** Every mention of a context variable: in the attributes that name one, and as a key of `context.Variables`. */
export const variablesIn = oncePerAnalysis((analysis): readonly VariableOccurrence[] =>
  variableMentions(analysis).map(({ name, span, role }) => ({
    name,
    span,
    use: role === 'set' ? 'declaration' : 'read',
  })),
)

/** The expression whose C# holds an offset. */
export const expressionAt = (analysis: Analysis, offset: number): ExpressionUse | undefined =>
  analysis.expressions().find(({ expression }) => expression.code.start <= offset && offset <= expression.code.end)
