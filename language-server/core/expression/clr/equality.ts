import { invalidOperation } from './clr-exception.ts'
import { sameType } from './clr-type.ts'
import { ClrDateTime, ClrDateTimeOffset, ClrTimeSpan } from './date-time.ts'
import { ClrDecimal, compareDecimals } from './decimal.ts'
import { compareNumbers } from './number.ts'
import { once } from './once.ts'
import {
  ClrAnonymous,
  ClrChar,
  ClrDouble,
  ClrEnum,
  ClrInteger,
  ClrKeyValuePair,
  ClrSingle,
  ClrTuple,
  ClrTypeObject,
} from './values.ts'

/** An object that decides its own equality, as `Equals` does. */
export interface Equatable {
  clrEquals(other: unknown): boolean
}

/** `a.Equals(b)`: by value for value types and strings, by reference otherwise; numbers of different types differ. */
export function equal(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return false
  if (a instanceof ClrChar) return b instanceof ClrChar && a.code === b.code
  if (a instanceof ClrDouble)
    return b instanceof ClrDouble && (a.value === b.value || (Number.isNaN(a.value) && Number.isNaN(b.value)))
  if (a instanceof ClrSingle) return b instanceof ClrSingle && a.value === b.value
  if (a instanceof ClrDecimal) return b instanceof ClrDecimal && compareDecimals(a, b) === 0
  if (a instanceof ClrInteger) return b instanceof ClrInteger && a.clrType === b.clrType && a.value === b.value
  if (a instanceof ClrEnum) return b instanceof ClrEnum && a.clrType.name === b.clrType.name && a.value === b.value
  if (a instanceof ClrDateTime) return b instanceof ClrDateTime && a.ticks === b.ticks
  if (a instanceof ClrDateTimeOffset) return b instanceof ClrDateTimeOffset && a.utcTicks === b.utcTicks
  if (a instanceof ClrTimeSpan) return b instanceof ClrTimeSpan && a.ticks === b.ticks
  if (a instanceof ClrTypeObject) return b instanceof ClrTypeObject && sameType(a.type, b.type)
  if (a instanceof ClrAnonymous || a instanceof ClrTuple) {
    const others = b instanceof ClrAnonymous || b instanceof ClrTuple ? b.values : undefined
    return (
      others !== undefined &&
      others.length === a.values.length &&
      a.values.every((value, index) => equal(value, others[index]))
    )
  }
  if (a instanceof ClrKeyValuePair)
    return (
      b instanceof ClrKeyValuePair && sameType(a.clrType, b.clrType) && equal(a.key, b.key) && equal(a.value, b.value)
    )
  if ('clrEquals' in a && typeof a.clrEquals === 'function') return (a as unknown as Equatable).clrEquals(b)
  return false
}

const identities = new WeakMap<object, string>()
let nextIdentity = 1

/** A text that is the same for equal values: the key of dictionaries and sets. */
export function hashKey(value: unknown): unknown {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value
    case 'number':
      return value
    case 'bigint':
      return value
    default:
  }
  if (value === null || value === undefined || typeof value !== 'object') return value ?? null
  if (value instanceof ClrChar) return `\0c${value.code}`
  if (value instanceof ClrDouble) return `\0d${value.value}`
  if (value instanceof ClrSingle) return `\0f${value.value}`
  if (value instanceof ClrInteger) return `\0i${value.clrType.name}${value.value}`
  if (value instanceof ClrEnum) return `\0e${value.clrType.name}${value.value}`
  if (value instanceof ClrDecimal) return `\0m${Number(value.toString())}`
  if (value instanceof ClrDateTime || value instanceof ClrTimeSpan) return `\0t${value.ticks}`
  if (value instanceof ClrDateTimeOffset) return `\0o${value.utcTicks}`
  if (value instanceof ClrAnonymous || value instanceof ClrTuple)
    return `\0a${value.values.map((one) => `${typeof one}:${String(hashKey(one))}`).join('\0')}`
  if (value instanceof ClrKeyValuePair)
    return `\0p${[value.key, value.value].map((one) => `${typeof one}:${String(hashKey(one))}`).join('\0')}`
  if ('hashKey' in value && typeof value.hashKey === 'function') return `\0k${String(value.hashKey())}`
  let identity = identities.get(value)
  if (identity === undefined) {
    identity = `\0r${nextIdentity++}`
    identities.set(value, identity)
  }
  return identity
}

/**
 * Compares strings as .NET's invariant culture does for what policies sort and compare: letters without case first, lower case before upper.
 * https://learn.microsoft.com/dotnet/standard/base-types/comparing
 */
export function compareCulture(a: string, b: string): number {
  const base = collator().compare(a, b)
  return base < 0 ? -1 : base > 0 ? 1 : 0
}
export const compareCultureIgnoreCase = (a: string, b: string): number => Math.sign(caseless().compare(a, b))
const collator = once(() => new Intl.Collator('und', { caseFirst: 'lower' }))
const caseless = once(() => new Intl.Collator('und', { sensitivity: 'accent' }))

export const compareOrdinal = (a: string, b: string): number => {
  const length = Math.min(a.length, b.length)
  for (let index = 0; index < length; index++) {
    const difference = a.charCodeAt(index) - b.charCodeAt(index)
    if (difference !== 0) return difference
  }
  return a.length - b.length
}

/** `IComparable.CompareTo`, null first. */
export function compare(a: unknown, b: unknown): number {
  if (a === b) return 0
  if (a === null) return -1
  if (b === null) return 1
  if (typeof a === 'string' && typeof b === 'string') return compareCulture(a, b)
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b)
  if (a instanceof ClrDateTime && b instanceof ClrDateTime) return a.ticks < b.ticks ? -1 : a.ticks > b.ticks ? 1 : 0
  if (a instanceof ClrTimeSpan && b instanceof ClrTimeSpan) return a.ticks < b.ticks ? -1 : a.ticks > b.ticks ? 1 : 0
  if (a instanceof ClrDateTimeOffset && b instanceof ClrDateTimeOffset)
    return a.utcTicks < b.utcTicks ? -1 : a.utcTicks > b.utcTicks ? 1 : 0
  if (a instanceof ClrEnum && b instanceof ClrEnum) return Math.sign(a.value - b.value)
  if (isNumber(a) && isNumber(b)) {
    const order = compareNumbers(a, b)
    return Number.isNaN(order) ? (a instanceof ClrDouble && Number.isNaN(a.value) ? -1 : 1) : order
  }
  if (typeof a === 'object' && 'compareTo' in a && typeof a.compareTo === 'function') return a.compareTo(b)
  throw invalidOperation('Failed to compare two elements in the array.')
}

const isNumber = (value: unknown): boolean =>
  typeof value === 'number' ||
  typeof value === 'bigint' ||
  value instanceof ClrDouble ||
  value instanceof ClrSingle ||
  value instanceof ClrDecimal ||
  value instanceof ClrInteger ||
  value instanceof ClrChar
