import type { ClrType } from './clr/clr-type.ts'
import type { ContextModel, ExpressionHost } from './context-model.ts'

/** What a member's implementation may ask of its surroundings. */
export interface Call {
  readonly host: ExpressionHost
  readonly context: ContextModel
  /** The type arguments of a generic method; those of the type for a constructor or a static member of a generic type. */
  readonly typeArgs: readonly ClrType[]
  /** Whether a value is of a type: of the type itself, of one that derives from it, or of one that implements it. */
  isOf(value: unknown, type: ClrType): boolean
  /** Counts steps of a loop inside the implementation, one without a number, so that no expression runs for ever. */
  tick(count?: number): void
}

/** Arguments arrive converted to the parameter types: `self` first for instance members, a `Ref` for `out` and `ref`, an array for `params`. */
export type Implementation = (call: Call, ...args: never[]) => unknown

/**
 * One member. The signature is C# (`string Substring(int startIndex, int length)`, `int Length`, `char this[int index]`,
 * `bool op_Equality(Guid a, Guid b)`, for constructors `(string value)`); without an implementation the member is known but not simulated.
 */
export interface Member {
  readonly signature: string
  readonly summary: string
  readonly run?: Implementation
  readonly set?: Implementation
}

export function member(signature: string, summary: string, run?: Implementation, set?: Implementation): Member {
  return { signature, summary, ...(run && { run }), ...(set && { set }) }
}

/** One .NET or context type: what is known of it, and what it does. */
export interface TypeDefinition {
  /** Full name with its parameters: `System.Collections.Generic.List<T>`; `out` marks a covariant one. */
  readonly name: string
  readonly summary: string
  readonly kind: 'class' | 'struct' | 'interface' | 'static' | 'enum'
  /** Base type and interfaces as C# text. */
  readonly bases?: readonly string[]
  readonly ctors?: readonly Member[]
  /** Static members; one whose first parameter is `this …` is an extension method. */
  readonly statics?: readonly Member[]
  readonly members?: readonly Member[]
  /** `default(T)` of a struct. */
  readonly zero?: () => unknown
  /** The members of an enumeration. */
  readonly values?: Readonly<Record<string, number>>
}

export function type(
  definition: Omit<TypeDefinition, 'kind'> & { readonly kind?: TypeDefinition['kind'] },
): TypeDefinition {
  return { kind: 'class', ...definition }
}

const enumerations = new Map<string, Readonly<Record<string, number>>>()

/** The members of an enumeration; undefined for a type that is none. */
export const enumerationValues = (name: string): Readonly<Record<string, number>> | undefined => enumerations.get(name)

/** An enumeration with its values. */
export function enumeration(name: string, summary: string, values: Readonly<Record<string, number>>): TypeDefinition {
  enumerations.set(name, values)
  return { name, summary, kind: 'enum', bases: ['System.Enum'], values }
}
