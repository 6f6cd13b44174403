import { bindTree } from './bind.ts'
import { type ClrType, printType } from './clr/clr-type.ts'
import type { Expr, ExpressionDiagnostic, ExpressionTree } from './tree.ts'

/** What an expression means, as far as its own text tells. */
export interface CheckedExpression {
  /** Names, types and flow; the tree has those of the syntax. Spans are those of the tree's source. */
  readonly diagnostics: readonly ExpressionDiagnostic[]
  /** Of the result, as .NET prints it: `System.String`; `?` when it is known only at run time, `null` for a bare null. */
  readonly type: string
  /** The static type of each term. */
  readonly typeOf: (expr: Expr) => ClrType | undefined
}

const checked = new WeakMap<ExpressionTree, CheckedExpression>()

/** Checks a tree once, however often it is asked about. */
export function checkTree(tree: ExpressionTree): CheckedExpression {
  const known = checked.get(tree)
  if (known) return known
  const { body, diagnostics, staticTypes } = bindTree(tree)
  const result = { diagnostics, type: printType(body.type), typeOf: (expr: Expr) => staticTypes.get(expr) }
  checked.set(tree, result)
  return result
}
