import type { ArgumentInfo, Candidate } from '../candidate.ts'
import { indexOutOfRange } from '../clr/clr-exception.ts'
import { type ClrType, clrType } from '../clr/clr-type.ts'
import { isInstance } from '../convert.ts'
import type { Call } from '../definition.ts'
import type { Frame, FunctionScope, Local } from '../frame.ts'
import type { Expr, ExpressionDiagnostic } from '../tree.ts'

/** An expression with its static type and what computes it. */
export interface Bound {
  readonly type: ClrType
  readonly run: (frame: Frame) => unknown
  readonly constant?: { readonly value: unknown }
  /** Present where a value can be assigned. */
  readonly store?: (frame: Frame, value: unknown) => void
  /** Present where finding the place has parts of its own (`a[i++]`), which `+=` and `++` evaluate once. */
  readonly locate?: (frame: Frame) => Located
  readonly group?: MethodGroup
  /** Of a static member: the type that declares it. */
  readonly declaring?: string
}

/** A place whose parts have been evaluated. */
export interface Located {
  readonly get: () => unknown
  readonly set: (value: unknown) => void
}

/** The place that a compound assignment reads and writes. */
export function locate({ locate: find, run, store }: Bound, frame: Frame): Located {
  return find?.(frame) ?? { get: () => run(frame), set: (value) => store?.(frame, value) }
}

export interface MethodGroup {
  readonly name: string
  readonly candidates: readonly Candidate[]
  readonly extensions: readonly Candidate[]
  readonly self?: Bound
  /** Methods of the name that need the other kind of access: static ones of a value, those of a value of a type. */
  readonly others?: readonly Candidate[]
}

/** What a name can stand for. */
export type Entity =
  | { readonly kind: 'value'; readonly bound: Bound }
  | { readonly kind: 'type'; readonly type: ClrType }
  | { readonly kind: 'namespace'; readonly name: string }
  | { readonly kind: 'late'; readonly target: Bound; readonly name: string; readonly quiet: boolean }

export interface BoundBody {
  readonly type: ClrType
  readonly run: (frame: Frame) => unknown
}

export interface PreparedArgument {
  readonly expr: Expr
  readonly bound?: Bound
  readonly info: ArgumentInfo
}

export interface BoundLambda {
  /** Of the body: void for a block without a value. */
  readonly type: ClrType
  readonly make: (frame: Frame) => (...args: unknown[]) => unknown
  readonly diagnostics: readonly ExpressionDiagnostic[]
  readonly body: Bound
  /** Of the parameters. */
  readonly slots: readonly number[]
}

/** A lambda as it was bound for one overload. */
export interface TriedLambda {
  readonly scope: FunctionScope
  readonly parameters: readonly ClrType[]
  readonly returns: ClrType | undefined
  readonly bound: BoundLambda
}

/** A name that stands where the cursor is: whoever completes asks what could stand there instead. */
export const cursorName = '__cursor'

/** What was found at the cursor: the owner of a member, a place for a type, or a place for any name. */
export interface CursorPlace {
  readonly kind: 'member' | 'type' | 'name'
  readonly owner?: Entity
  /** The variables in sight, innermost first. */
  readonly locals: readonly Local[]
}

export const contextType = clrType('IProxyRequestContext')

export const noValue = (): unknown => null

/** Constant folding never calls a host. */
export const noCall: Call = {
  get host(): never {
    throw indexOutOfRange()
  },
  get context(): never {
    throw indexOutOfRange()
  },
  typeArgs: [],
  isOf: isInstance,
  tick: () => {},
}

export function attempt(compute: () => unknown): { readonly value: unknown } | undefined {
  try {
    return { value: compute() }
  } catch {
    return undefined
  }
}
