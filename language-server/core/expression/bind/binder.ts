import type { ClrException } from '../clr/clr-exception.ts'
import { type ClrType, isUnknown, types } from '../clr/clr-type.ts'
import { type Frame, FunctionScope, frameAt, type Local } from '../frame.ts'
import {
  type BlockStmt,
  type Expr,
  type ExpressionDiagnostic,
  type ExpressionTree,
  type Identifier,
  type Initializer,
  type LambdaExpr,
  rawSpan,
  type Stmt,
} from '../tree.ts'
import type { Bound, BoundBody, BoundLambda, CursorPlace, Entity, TriedLambda } from './bound.ts'
import { notSimulatedName } from './failures.ts'
import type { Run } from './run.ts'

/** What the rooms of binding need of those above them: the way back up, without a cycle of imports. */
export interface Rooms {
  bindHere(binder: Binder, expr: Expr): Bound
  bindArrayOf(binder: Binder, element: ClrType | undefined, initializer: Initializer): Bound
  bindLambda(binder: Binder, lambda: LambdaExpr, parameters: readonly ClrType[], returns?: ClrType): BoundLambda
  bindFunctionBody(binder: Binder, block: BlockStmt): BoundBody
  bindEmbedded(binder: Binder, statement: Stmt): Run
  bindStatements(binder: Binder, statements: readonly Stmt[]): Run
  bindBlock(binder: Binder, block: BlockStmt): Run
}

interface Place {
  readonly start: number
  readonly end: number
}

/** Binds one tree; lives as long as that. What a kind of node means is told by the functions of the files beside this one. */
export class Binder {
  readonly diagnostics: ExpressionDiagnostic[] = []
  readonly readsBody = { request: false, response: false }
  readonly staticTypes = new Map<Expr, ClrType>()
  /** Of the terms that the compiler computes. */
  readonly constants = new Map<Expr, unknown>()
  /** Types of the variables, by the name that declares each. */
  readonly declared = new Map<Identifier, ClrType>()
  scope = new FunctionScope()
  cursor: CursorPlace | undefined
  readonly tree: ExpressionTree
  overflows: 'wrap' | 'throw' = 'wrap'
  /** Inside `unchecked`, where a constant may overflow. */
  isUnchecked = false
  /** The variables that the blocks around declare, innermost last, whether their declaration was met already or not. */
  readonly ahead: ReadonlyMap<string, Identifier>[] = []
  /** Names of the type parameters of the local functions around: nothing is known of those types. */
  readonly typeParameters = new Set<string>()
  /** The variable whose initial value is being bound. */
  declaring: { readonly name: string; readonly isVar: boolean } | undefined
  /** Variables that nothing assigns to, and what they are: a `foreach iteration variable` or a `using variable`. */
  readonly readOnly = new Map<Local, string>()
  readonly receivers: Bound[] = []
  readonly lambdas = new Map<LambdaExpr, TriedLambda[]>()
  /** The result types that `return` converts to, innermost last; undefined where each return decides. */
  readonly returnTypes: (ClrType | undefined)[] = []
  /** The exception that a bare `throw;` throws again. */
  readonly caught = new WeakMap<Frame, ClrException>()
  readonly rooms: Rooms

  constructor(tree: ExpressionTree, rooms: Rooms) {
    this.tree = tree
    this.rooms = rooms
  }

  /** @param severity `warning` where what is known here may be less than what the service knows */
  report(code: string, message: string, at: Place, severity: ExpressionDiagnostic['severity'] = 'error'): void {
    this.diagnostics.push({ code, severity, message, span: rawSpan(this.tree.source, at) })
  }

  /** Declares a variable of the code; one of that name in sight is an error (C# specification 3.7). */
  declare(name: Identifier, type: ClrType, more: Parameters<FunctionScope['declare']>[2] = {}): Local {
    const known = name.name === '_' || name.name === '' ? undefined : this.scope.find(name.name)
    if (known) {
      if (this.scope.isOfInnermostBlock(known))
        this.report('CS0128', `A local variable named '${name.name}' is already defined in this scope`, name)
      else
        this.report(
          'CS0136',
          `A local named '${name.name}' cannot be declared in this scope because that name is used in an enclosing scope`,
          name,
        )
    }
    const later = known || name.name === '' ? undefined : this.declaredLater(name)
    if (later)
      this.report(
        'CS0136',
        `A local named '${name.name}' cannot be declared in this scope because that name is used in an enclosing scope`,
        name,
      )
    if (!known && name.name === 'context')
      this.report('CS0136', "A local named 'context' cannot be declared here: it would hide the context", name)
    this.note(name, type)
    return this.scope.declare(name.name, type, more)
  }

  private declaredLater(name: Identifier): boolean {
    return this.ahead.some((names) => {
      const other = names.get(name.name)
      return other !== undefined && other !== name && other.start > name.start
    })
  }

  /** Says that nothing has the name, or nothing yet. */
  reportUnknownName(name: string, at: Place): void {
    if (name === 'this')
      this.report(
        'CS0026',
        "Keyword 'this' is not valid in a static property, static method, or static field initializer",
        at,
      )
    else if (name === 'base') this.report('CS1511', "Keyword 'base' is not available in a static method", at)
    else if (!this.ahead.some((names) => names.has(name)))
      this.report('CS0103', `The name '${name}' does not exist in the current context`, at)
    else if (this.declaring?.name === name && !this.declaring.isVar)
      this.report('CS0165', `Use of unassigned local variable '${name}'`, at)
    else this.report('CS0841', `Cannot use local variable '${name}' before it is declared`, at)
  }

  /** A lambda is bound once for each overload: a type that is known outlasts one that is not. */
  note(name: Identifier, type: ClrType): void {
    if (!isUnknown(type) || !this.declared.has(name)) this.declared.set(name, type)
  }

  /** A lambda is bound once for each overload; the place where most is known counts. */
  meetCursor(kind: CursorPlace['kind'], owner?: Entity): void {
    const known = (place: CursorPlace | undefined): boolean =>
      place !== undefined &&
      !(place.owner?.kind === 'value' && isUnknown(place.owner.bound.type)) &&
      place.owner?.kind !== 'late'
    const locals = this.scope.visible()
    const place: CursorPlace = { kind, locals, ...(owner && { owner }) }
    if (!known(this.cursor) || known(place)) this.cursor = place
  }

  bindLocal(local: Local): Bound {
    const hops = this.scope.depth - local.owner.depth
    const { slot } = local
    const run = hops === 0 ? (frame: Frame) => frame.slots[slot] : (frame: Frame) => frameAt(frame, hops).slots[slot]
    if (local.constant) return { type: local.type, run, constant: local.constant }
    if (this.readOnly.has(local)) return { type: local.type, run }
    return {
      type: local.type,
      run,
      store:
        hops === 0
          ? (frame, value) => {
              frame.slots[slot] = value
            }
          : (frame, value) => {
              frameAt(frame, hops).slots[slot] = value
            },
    }
  }

  failing(what: string, why: string): Bound {
    return {
      type: types.unknown,
      run: () => {
        throw notSimulatedName(what, why)
      },
    }
  }

  bind(expr: Expr): Bound {
    const bound = this.rooms.bindHere(this, expr)
    if (!isUnknown(bound.type) || !this.staticTypes.has(expr)) this.staticTypes.set(expr, bound.type)
    if (bound.constant) this.constants.set(expr, bound.constant.value)
    return bound
  }
}
