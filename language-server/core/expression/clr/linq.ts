import { argumentNull, type ClrException, invalidOperation } from './clr-exception.ts'
import { type ClrType, clrType, types } from './clr-type.ts'
import { type ClrComparer, enumerate } from './collections.ts'
import { ClrDecimal, decimalArithmetic, decimalOfInteger } from './decimal.ts'
import { compare } from './equality.ts'
import { weigh } from './meter.ts'
import { arithmetic, toNumber } from './number.ts'
import { ClrDouble, type ClrObject, ClrSequence } from './values.ts'

export type Selector = (...args: unknown[]) => unknown

/** The elements; a null source is an ArgumentNullException, as in every LINQ method. */
export function source(value: unknown): Iterable<unknown> {
  if (value === null || value === undefined) throw argumentNull('source')
  weigh(value)
  return enumerate(value)
}

/** A lazy sequence; the source is checked at once. */
export function lazy(
  from: unknown,
  element: ClrType,
  make: (items: Iterable<unknown>) => Iterable<unknown>,
): ClrSequence {
  const items = source(from)
  return new ClrSequence(element, () => make(items)[Symbol.iterator]())
}

interface Key {
  readonly by: Selector
  readonly descending: boolean
  readonly comparer?: ClrComparer | null
}

/** A sorted sequence, to which `ThenBy` adds keys. The order is stable. */
export class ClrOrdered implements ClrObject {
  readonly element: ClrType
  readonly from: Iterable<unknown>
  readonly keys: readonly Key[]
  constructor(element: ClrType, from: Iterable<unknown>, keys: readonly Key[]) {
    this.element = element
    this.from = from
    this.keys = keys
  }
  get clrType(): ClrType {
    return clrType('System.Linq.IOrderedEnumerable`1', this.element)
  }
  [Symbol.iterator](): Iterator<unknown> {
    const rows = [...this.from].map((item) => ({ item, keys: this.keys.map((key) => key.by(item)) }))
    rows.sort((a, b) => {
      for (const [index, key] of this.keys.entries()) {
        const order = key.comparer
          ? key.comparer.compare(a.keys[index], b.keys[index])
          : compare(a.keys[index], b.keys[index])
        if (order !== 0) return key.descending ? -order : order
      }
      return 0
    })
    return rows.map((row) => row.item)[Symbol.iterator]()
  }
}

export const noElements = (): ClrException => invalidOperation('Sequence contains no elements')
export const noMatch = (): ClrException => invalidOperation('Sequence contains no matching element')

export function first(items: Iterable<unknown>, test: Selector | undefined): { readonly value: unknown } | undefined {
  for (const item of items) if (!test || test(item) === true) return { value: item }
  return undefined
}

export function single(items: Iterable<unknown>, test: Selector | undefined): { readonly value: unknown } | undefined {
  let found: { readonly value: unknown } | undefined
  for (const item of items) {
    if (test && test(item) !== true) continue
    if (found)
      throw invalidOperation(
        test ? 'Sequence contains more than one matching element' : 'Sequence contains more than one element',
      )
    found = { value: item }
  }
  return found
}

/** The sum of numbers of one type; integers throw on overflow. Nulls are left out. */
export function sum(values: Iterable<unknown>, type: ClrType): unknown {
  const of = type.name === 'System.Nullable`1' ? (type.args[0] ?? types.int) : type
  let total: unknown =
    of.name === 'System.Int64'
      ? 0n
      : of.name === 'System.Double'
        ? new ClrDouble(0)
        : of.name === 'System.Decimal'
          ? decimalOfInteger(0n)
          : 0
  const add = arithmetic('+', of, 'throw')
  for (const value of values) if (value !== null && add) total = add(total, value)
  return total
}

export function average(values: Iterable<unknown>): unknown {
  const all = [...values].filter((value) => value !== null)
  if (all.length === 0) throw noElements()
  if (all[0] instanceof ClrDecimal)
    return decimalArithmetic('/', sum(all, types.decimal) as ClrDecimal, decimalOfInteger(BigInt(all.length)))
  return new ClrDouble(all.reduce<number>((total, value) => total + toNumber(value), 0) / all.length)
}

/** The greatest (1) or least (-1) value; null for no reference values, an exception for no numbers. */
export function extreme(values: Iterable<unknown>, sign: 1 | -1, type: ClrType): unknown {
  let best: unknown = null
  for (const value of values) if (value !== null && (best === null || compare(value, best) * sign > 0)) best = value
  if (
    best === null &&
    type.name.startsWith('System.') &&
    type.name !== 'System.String' &&
    type.name !== 'System.Object' &&
    type.name !== 'System.Nullable`1'
  )
    throw noElements()
  return best
}
