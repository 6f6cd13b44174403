import { invalidCast, invalidOperation, isExceptionOf, nullReference } from './clr/clr-exception.ts'
import {
  type ClrType,
  isNullable,
  isParameter,
  isUnknown,
  sameType,
  substitute,
  types,
  underlying,
} from './clr/clr-type.ts'
import { convertNumber, fitsIn, isIntegral, isNumeric, toInteger, widens } from './clr/number.ts'
import { oncePerPair } from './clr/type-pairs.ts'
import { ClrEnum, ClrTuple, typeOf } from './clr/values.ts'
import { zeroOf } from './clr/zero.ts'
import type { Call } from './definition.ts'
import {
  delegateShape,
  findBase,
  isEnum,
  isInterface,
  isValueType,
  type KnownMember,
  knownType,
  membersNamed,
  substitutionOf,
} from './registry.ts'
import { isSealed } from './type-facts.ts'

/** Turns a value of one type into one of another, as the compiled code does. */
export type Converter = (value: unknown, call: Call) => unknown

const asIs: Converter = (value) => value

const isCovariant = (name: string): boolean => knownType(name)?.covariant ?? false

function sameArguments(from: ClrType, to: ClrType): boolean {
  return from.args.every((arg, index) => {
    const target = to.args[index] ?? types.unknown
    if (sameType(arg, target) || isUnknown(arg) || isUnknown(target)) return true
    if (!isCovariant(to.name) || isValueType(arg)) return false
    return isReferenceConversion(arg, target)
  })
}

/** Identity, base class, interface, with covariance of sequences and of arrays of references. */
export function isReferenceConversion(from: ClrType, to: ClrType): boolean {
  if (to.name === 'System.Object' || sameType(from, to)) return true
  if (from.name === '[]' && to.name === '[]') {
    const [a = types.unknown] = from.args
    const [b = types.unknown] = to.args
    return isUnknown(a) || (!isValueType(a) && isReferenceConversion(a, b))
  }
  if (from.name.endsWith('Exception') && isExceptionOf(from.name, to.name)) return true
  const base = findBase(from, to.name)
  return base !== undefined && sameArguments(base, to)
}

function userConversions(
  from: ClrType,
  to: ClrType,
  name: 'op_Implicit' | 'op_Explicit',
): readonly { member: KnownMember; on: ClrType }[] {
  return [...membersNamed(from, name), ...(sameType(from, to) ? [] : membersNamed(to, name))]
}

/** The user-defined conversion from one type to another, with what to do before and after it. */
const userConversion = {
  implicit: oncePerPair((from, to) => findUserConversion(from, to, 'implicit')),
  explicit: oncePerPair((from, to) => findUserConversion(from, to, 'explicit')),
}

function findUserConversion(from: ClrType, to: ClrType, allowed: 'implicit' | 'explicit'): Converter | undefined {
  const names = allowed === 'implicit' ? (['op_Implicit'] as const) : (['op_Implicit', 'op_Explicit'] as const)
  for (const pass of ['exact', 'source', 'loose'] as const) {
    for (const name of names) {
      for (const { member, on } of userConversions(from, to, name)) {
        const by = substitutionOf(on)
        const source = substitute(member.signature.parameters[0]?.type ?? types.unknown, by)
        const target = substitute(member.signature.returnType, by)
        const run = member.member.run as ((call: Call, value: unknown) => unknown) | undefined
        if (!run) continue
        const exactSource = sameType(source, from) || isReferenceConversion(from, source)
        if (pass === 'exact' && !(exactSource && sameType(target, to))) continue
        const before = exactSource ? asIs : standardConversion(from, source)
        if (!before || (pass === 'source' && !exactSource)) continue
        if (allowed === 'explicit' && !sameType(target, to) && isBetween(from, to)) continue
        const after = sameType(target, to)
          ? asIs
          : (standardConversion(target, to) ??
            (allowed === 'explicit' ? (numericCast(target, to) ?? downcast(target, to)) : undefined))
        if (!after) continue
        return (value, call) => after(run(call, before(value, call)), call)
      }
    }
  }
  return undefined
}

/** Neither of the conversions to Int32 and UInt32 is the more specific one for a smaller number (CS0457). */
function isBetween(from: ClrType, to: ClrType): boolean {
  if (!small.has(underlying(to).name)) return false
  const gives = (name: string): boolean =>
    membersNamed(from, 'op_Explicit').some(({ member }) => member.signature.returnType.name === name)
  return gives('System.Int32') && gives('System.UInt32') && !gives(underlying(to).name)
}

/** Both Int32 and UInt32 take all their values. */
const small = new Set(['Byte', 'UInt16', 'Char'].map((name) => `System.${name}`))

/** `(JObject)"{}"` compiles: a token is made of the text, and then it is none of an object. */
const downcast = (from: ClrType, to: ClrType): Converter | undefined =>
  !isValueType(from) && !isValueType(to) && from.name !== 'System.Object' && isReferenceConversion(to, from)
    ? unbox(to)
    : undefined

function numericCast(from: ClrType, to: ClrType): Converter | undefined {
  const a = underlying(from)
  const b = underlying(to)
  if (!isNumeric(a) || !isNumeric(b)) return undefined
  return (value) => (value === null ? value : convertNumber(value, b))
}

/** Standard implicit conversions: identity, numeric, nullable, reference, boxing. */
const standardConversion = (from: ClrType, to: ClrType): Converter | undefined =>
  from === to ? asIs : findStandardConversion(from, to)

const findStandardConversion = oncePerPair((from: ClrType, to: ClrType): Converter | undefined => {
  if (isUnknown(from) || isUnknown(to) || isParameter(to) || sameType(from, to)) return asIs
  if (from.name === 'null') return isValueType(to) && !isNullable(to) ? undefined : asIs
  if (to.name === 'System.Object') return from.name === 'System.Void' ? undefined : asIs
  if (widens(from, to)) return (value) => convertNumber(value, to)
  if (isNullable(to)) {
    const inner = standardConversion(underlying(from), underlying(to))
    if (!inner || (isNullable(from) && !isValueType(underlying(from)))) return undefined
    return inner === asIs ? asIs : (value, call) => (value === null ? null : inner(value, call))
  }
  if (from.name === 'System.Delegate') return delegateShape(to) ? asIs : undefined
  if (from.name.startsWith('System.ValueTuple') && to.name === from.name) return tupleConversion(from, to)
  if (isNullable(from)) return undefined
  if (isReferenceConversion(from, to)) {
    const children =
      to.name === 'System.Collections.IEnumerable' ||
      (to.name.startsWith('System.Collections.') && to.args[0]?.name === 'Newtonsoft.Json.Linq.JToken')
    return children && findBase(from, 'Newtonsoft.Json.Linq.JToken') ? jsonChildren : asIs
  }
  return undefined
})

/** A tuple converts part by part. */
function tupleConversion(from: ClrType, to: ClrType): Converter | undefined {
  const parts = from.args.map((one, index) => implicitConversion(one, to.args[index] ?? types.unknown))
  if (parts.includes(undefined)) return undefined
  if (parts.every((one) => one === asIs)) return asIs
  return (value, call) =>
    value instanceof ClrTuple
      ? new ClrTuple(
          to,
          value.values.map((one, at) => parts[at]?.(one, call) ?? null),
        )
      : value
}

/** A JObject seen as a sequence of tokens is its properties, seen as itself it is its pairs. */
export const jsonChildren = (value: unknown): unknown =>
  value !== null && typeof value === 'object' && 'tokenSequence' in value && typeof value.tokenSequence === 'function'
    ? value.tokenSequence()
    : value

/** How an expression of the type becomes one of another where the language converts by itself; undefined when it does not. */
export function implicitConversion(
  from: ClrType,
  to: ClrType,
  constant?: { readonly value: unknown },
): Converter | undefined {
  const standard = standardConversion(from, to)
  if (standard) return standard
  const target = underlying(to)
  if (
    constant &&
    (from.name === 'System.Int32' || from.name === 'System.Int64') &&
    isIntegral(target) &&
    target.name !== 'System.Char'
  ) {
    const value = toInteger(constant.value)
    if (fitsIn(value, target) && (from.name === 'System.Int32' || target.name === 'System.UInt64'))
      return (one) => convertNumber(one, target)
  }
  if (constant && from.name === 'System.Int32' && isEnum(target) && constant.value === 0) {
    const names = knownType(target.name)?.definition.values ?? {}
    return () => new ClrEnum(target, 0, names)
  }
  return userConversion.implicit(from, to)
}

/** How `(T)value` converts; undefined when no such cast exists. */
export function explicitConversion(
  from: ClrType,
  to: ClrType,
  overflows: 'wrap' | 'throw',
  constant?: { readonly value: unknown },
): Converter | undefined {
  const implicit = implicitConversion(from, to, constant)
  if (implicit && !isUnknown(from)) return implicit
  if (isUnknown(from)) {
    return (value, call) => {
      const type = typeOf(value)
      if (isUnknown(type)) return value
      const converter = value === null ? implicitConversion(type, to) : explicitConversion(type, to, overflows)
      if (!converter) throw invalidCast()
      return converter(value, call)
    }
  }
  const a = underlying(from)
  const b = underlying(to)
  if ((isNumeric(a) || isEnum(a)) && (isNumeric(b) || isEnum(b))) {
    const names = knownType(b.name)?.definition.values
    return (value) => {
      if (value === null) {
        if (isNullable(to)) return null
        throw noValue()
      }
      return names ? new ClrEnum(b, Number(toInteger(value)), names) : convertNumber(value, b, overflows)
    }
  }
  if (isNullable(from) && sameType(a, to)) {
    return (value) => {
      if (value === null) throw noValue()
      return value
    }
  }
  const user = userConversion.explicit(from, to) ?? (isNullable(to) ? userConversion.explicit(from, b) : undefined)
  if (user) return user
  if (from.name === 'System.Object' || from.name === 'System.ValueType') return unbox(to)
  if (!isValueType(from) && !isValueType(to)) {
    if (isReferenceConversion(to, from) || mayImplement(from, to) || mayImplement(to, from)) return unbox(to)
    if (from.name.endsWith('Exception') && isExceptionOf(to.name, from.name)) return unbox(to)
  }
  if (isInterface(from) && isReferenceConversion(to, from)) return unbox(to)
  return undefined
}

/** Whether a value of the type may also be one of the interface: of a sealed type that is known for certain. */
export function mayImplement(type: ClrType, contract: ClrType): boolean {
  if (!isInterface(contract)) return false
  if (type.name === '[]') {
    const [element = types.unknown] = type.args
    const [wanted = types.unknown] = contract.args
    if (findBase(type, contract.name) === undefined) return false
    return contract.args.length === 0 || isUnknown(wanted) || isUnknown(element) || sameElements(element, wanted)
  }
  return !isSealed(type)
}

const sameElements = (a: ClrType, b: ClrType): boolean =>
  sameType(a, b) || (!isValueType(a) && !isValueType(b) && explicitConversion(a, b, 'wrap') !== undefined)

const noValue = () => invalidOperation('Nullable object must have a value.')

/** The run-time check of a cast from `object`: exact for value types, along the bases for references. */
export function unbox(to: ClrType): Converter {
  const target = underlying(to)
  return (value) => {
    if (value === null || value === undefined) {
      if (isValueType(to) && !isNullable(to)) throw nullReference()
      return null
    }
    if (isInstance(value, target)) return value
    throw invalidCast(
      isValueType(target)
        ? undefined
        : `Unable to cast object of type '${typeOf(value).name}' to type '${target.name}'.`,
    )
  }
}

/** `value is T`. */
export function isInstance(value: unknown, to: ClrType): boolean {
  if (value === null || value === undefined) return false
  const type = typeOf(value)
  const target = underlying(to)
  if (isUnknown(target) || target.name === 'System.Object') return true
  if (typeof value === 'function') return delegateShape(target) !== undefined
  if (isValueType(target)) return sameType(type, target)
  return isReferenceConversion(type, target)
}

/** `default(T)`. */
export function defaultValue(type: ClrType): unknown {
  if (!isValueType(type) || isNullable(type)) return null
  if (type.name === 'System.Boolean') return false
  if (isNumeric(type)) return convertNumber(0, type)
  const known = knownType(type.name)
  if (known?.definition.values) return new ClrEnum(type, 0, known.definition.values)
  return known?.definition.zero?.() ?? zeroOf(type)
}

/** The type that all can become; undefined when there is none. */
export function bestCommonType(candidates: readonly ClrType[]): ClrType | undefined {
  const distinct: ClrType[] = []
  for (const one of candidates)
    if (one.name !== 'null' && !distinct.some((other) => sameType(one, other))) distinct.push(one)
  if (distinct.some(isUnknown)) return types.unknown
  const fits = distinct.filter((to) => candidates.every((from) => implicitConversion(from, to) !== undefined))
  return fits.length > 0 ? fits[0] : undefined
}
