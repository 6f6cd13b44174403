import { bindArrayOf } from './bind/arrays.ts'
import { Binder, type Rooms } from './bind/binder.ts'
import type { BoundBody, CursorPlace } from './bind/bound.ts'
import { bindFree, bindTarget, convert } from './bind/conversions.ts'
import { bindHere } from './bind/expressions.ts'
import { bindLambda } from './bind/lambdas.ts'
import { bindBlock, bindEmbedded, bindFunctionBody, bindStatements } from './bind/statements.ts'
import type { ClrType } from './clr/clr-type.ts'
import { flowFaults } from './flow.ts'
import { jumpFaults } from './jumps.ts'
import type { Expr, ExpressionDiagnostic, ExpressionTree, Identifier } from './tree.ts'

/** What binding learned beside the code itself. */
export interface BindResult {
  readonly body: BoundBody
  readonly diagnostics: readonly ExpressionDiagnostic[]
  readonly readsBody: { readonly request: boolean; readonly response: boolean }
  /** The static type of each expression node, for editor features. */
  readonly staticTypes: ReadonlyMap<Expr, ClrType>
  /** The values of the terms that the compiler computes. */
  readonly constants: ReadonlyMap<Expr, unknown>
  /** The types of the variables, by the name that declares each. */
  readonly declared: ReadonlyMap<Identifier, ClrType>
  /** Present when the code holds the cursor's name. */
  readonly cursor?: CursorPlace
}

const rooms: Rooms = { bindHere, bindArrayOf, bindLambda, bindFunctionBody, bindEmbedded, bindStatements, bindBlock }

/**
 * Gives every node of the tree its static type and turns it into a closure, in one pass: the checker and the evaluator read the same
 * signatures. Where a type is not known, members and operators are looked up at run time by the value.
 * @param wanted type of the place that the expression stands in; absent when any value will do
 */
export function bindTree(tree: ExpressionTree, wanted?: ClrType): BindResult {
  const binder = new Binder(tree, rooms)
  binder.returnTypes.push(wanted)
  const body = tree.root.kind === 'block' ? bindFunctionBody(binder, tree.root) : bindRoot(binder, tree.root, wanted)
  // What flows where can be told only of code that could be read.
  if (tree.root.kind === 'block' && tree.diagnostics.length === 0)
    for (const { code, message, ...at } of [...flowFaults(tree.root), ...jumpFaults(tree.root)])
      binder.report(code, message, at)
  const { diagnostics, readsBody, staticTypes, constants, declared, cursor } = binder
  return { body, diagnostics, readsBody, staticTypes, constants, declared, ...(cursor && { cursor }) }
}

function bindRoot(binder: Binder, root: Expr, wanted: ClrType | undefined): BoundBody {
  if (!wanted) {
    const value = bindFree(binder, root)
    if (value.type.name === 'System.Void')
      binder.report('CS0029', "Cannot implicitly convert type 'void' to 'object'", root)
    return value
  }
  const value = bindTarget(binder, root, wanted)
  return { type: value.type, run: convert(binder, value, wanted, root).run }
}
