import { bindTree } from './bind.ts'
import { type ClrType, printType } from './clr/clr-type.ts'
import type { Expr, ExpressionDiagnostic, ExpressionTree, Identifier } from './tree.ts'

/** What an expression means, as far as its own text tells. */
export interface CheckedExpression {
  /** Names, types and flow; the tree has those of the syntax. Spans are those of the tree's source. */
  readonly diagnostics: readonly ExpressionDiagnostic[]
  /** Of the result, as .NET prints it: `System.String`; `?` when it is known only at run time, `null` for a bare null. */
  readonly type: string
  readonly resultType: ClrType
  /** The static type of each term. */
  readonly typeOf: (expr: Expr) => ClrType | undefined
  /** What the compiler computes for a term; undefined when it is no constant. */
  readonly constantOf: (expr: Expr) => { readonly value: unknown } | undefined
  /** The type of a variable, by the name that declares it. */
  readonly typeOfVariable: (name: Identifier) => ClrType | undefined
}

const checked = new WeakMap<ExpressionTree, CheckedExpression>()

/** Checks a tree once, however often it is asked about. */
export function checkTree(tree: ExpressionTree): CheckedExpression {
  const known = checked.get(tree)
  if (known) return known
  const { body, diagnostics, staticTypes, constants, declared } = bindTree(tree)
  const result: CheckedExpression = {
    diagnostics,
    type: printType(body.type),
    resultType: body.type,
    typeOf: (expr) => staticTypes.get(expr),
    constantOf: (expr) => (constants.has(expr) ? { value: constants.get(expr) } : undefined),
    typeOfVariable: (name) => declared.get(name),
  }
  checked.set(tree, result)
  return result
}
