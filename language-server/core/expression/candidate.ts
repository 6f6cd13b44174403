import type { ClrType } from './clr/clr-type.ts'
import type { KnownMember } from './registry.ts'

/** An argument as overload resolution sees it. */
export interface ArgumentInfo {
  readonly name?: string
  readonly type: ClrType
  readonly constant?: { readonly value: unknown }
  readonly modifier?: 'ref' | 'out' | 'in'
  /** `out var x` and `out _` take the type of the parameter. */
  readonly takesType?: boolean
  /** Present for a lambda: how many parameters it has, and the type its body gets for these parameter types. */
  readonly lambda?: {
    readonly parameterCount: number
    readonly explicitTypes?: readonly ClrType[]
    /** Undefined when the body does not fit (a block without value for a result, or the other way round). */
    resultFor(parameters: readonly ClrType[]): ClrType
  }
  /** Present for a method group: the result for these parameter types. */
  readonly group?: { resultFor(parameters: readonly ClrType[]): ClrType | undefined }
}

export interface Candidate {
  readonly member: KnownMember
  /** The type that declares it, with its arguments. */
  readonly on: ClrType
}
