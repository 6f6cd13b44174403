import {
  argument,
  argumentNull,
  ClrException,
  indexOutOfRange,
  invalidOperation,
  keyNotFound,
  nullReference,
  outOfRange,
} from './clr-exception.ts'
import { type ClrType, clrType } from './clr-type.ts'
import { compare, compareCulture, compareCultureIgnoreCase, compareOrdinal, equal, hashKey } from './equality.ts'
import { byteOf, ClrArray, type ClrInteger, ClrKeyValuePair, type ClrObject, charOf } from './values.ts'

/** How strings are compared by a collection or a method that takes a comparer. */
export class ClrComparer implements ClrObject {
  readonly ignoreCase: boolean
  readonly culture: boolean
  constructor(ignoreCase: boolean, culture: boolean) {
    this.ignoreCase = ignoreCase
    this.culture = culture
  }
  get clrType(): ClrType {
    return clrType('System.StringComparer')
  }
  equals(a: unknown, b: unknown): boolean {
    return this.ignoreCase && typeof a === 'string' && typeof b === 'string'
      ? a.toUpperCase() === b.toUpperCase()
      : equal(a, b)
  }
  compare(a: unknown, b: unknown): number {
    if (typeof a !== 'string' || typeof b !== 'string') return compare(a, b)
    if (this.culture) return this.ignoreCase ? compareCultureIgnoreCase(a, b) : compareCulture(a, b)
    return this.ignoreCase ? compareOrdinal(a.toUpperCase(), b.toUpperCase()) : compareOrdinal(a, b)
  }
  key(value: unknown): unknown {
    return this.ignoreCase && typeof value === 'string' ? value.toUpperCase() : hashKey(value)
  }
}

/** Hashes a key for a comparer that may be absent. */
export const keyFor = (comparer: ClrComparer | null, value: unknown): unknown =>
  comparer ? comparer.key(value) : hashKey(value)

export class ClrList implements ClrObject {
  readonly element: ClrType
  items: unknown[]
  /** Changes with every change, so that an enumeration notices. */
  version = 0
  constructor(element: ClrType, items: unknown[] = []) {
    this.element = element
    this.items = items
  }
  get clrType(): ClrType {
    return clrType('System.Collections.Generic.List`1', this.element)
  }
  *[Symbol.iterator](): Iterator<unknown> {
    const version = this.version
    for (let index = 0; index < this.items.length; index++) {
      yield this.items[index]
      if (this.version !== version)
        throw invalidOperation('Collection was modified; enumeration operation may not execute.')
    }
  }
}

/** `Dictionary` in insertion order, and the read-only dictionaries of the context. */
export class ClrDictionary implements ClrObject {
  readonly clrType: ClrType
  readonly comparer: ClrComparer | null
  readonly entries = new Map<unknown, { readonly key: unknown; value: unknown }>()
  /** Values that are made when they are asked for: those of the context. */
  constructor(
    keyType: ClrType,
    valueType: ClrType,
    comparer: ClrComparer | null = null,
    name = 'System.Collections.Generic.Dictionary`2',
  ) {
    this.clrType = clrType(name, keyType, valueType)
    this.comparer = comparer
  }
  get keyType(): ClrType {
    return this.clrType.args[0] ?? clrType('System.Object')
  }
  get valueType(): ClrType {
    return this.clrType.args[1] ?? clrType('System.Object')
  }
  has(key: unknown): boolean {
    if (key === null) throw argumentNull('key')
    return this.entries.has(keyFor(this.comparer, key))
  }
  find(key: unknown): { readonly value: unknown } | undefined {
    if (key === null) throw argumentNull('key')
    return this.entries.get(keyFor(this.comparer, key))
  }
  get(key: unknown): unknown {
    const entry = this.find(key)
    if (!entry) throw keyNotFound()
    return entry.value
  }
  set(key: unknown, value: unknown): void {
    if (key === null) throw argumentNull('key')
    const hash = keyFor(this.comparer, key)
    const entry = this.entries.get(hash)
    if (entry) entry.value = value
    else this.entries.set(hash, { key, value })
  }
  add(key: unknown, value: unknown): void {
    if (this.has(key)) throw argument('An item with the same key has already been added.')
    this.set(key, value)
  }
  *[Symbol.iterator](): Iterator<unknown> {
    const pair = clrType('System.Collections.Generic.KeyValuePair`2', this.keyType, this.valueType)
    const size = this.entries.size
    for (const entry of this.entries.values()) {
      yield new ClrKeyValuePair(pair, entry.key, entry.value)
      if (this.entries.size !== size)
        throw invalidOperation('Collection was modified; enumeration operation may not execute.')
    }
  }
}

export class ClrHashSet implements ClrObject {
  readonly element: ClrType
  readonly comparer: ClrComparer | null
  readonly items = new Map<unknown, unknown>()
  constructor(element: ClrType, comparer: ClrComparer | null = null) {
    this.element = element
    this.comparer = comparer
  }
  get clrType(): ClrType {
    return clrType('System.Collections.Generic.HashSet`1', this.element)
  }
  add(value: unknown): boolean {
    const key = keyFor(this.comparer, value)
    if (this.items.has(key)) return false
    this.items.set(key, value)
    return true
  }
  [Symbol.iterator](): Iterator<unknown> {
    return this.items.values()
  }
}

/** The elements of anything that `foreach` and LINQ take. */
export function enumerate(value: unknown): Iterable<unknown> {
  if (value === null || value === undefined) throw nullReference()
  if (value instanceof ClrArray) return value.items
  if (value instanceof Uint8Array) return { [Symbol.iterator]: () => bytesOf(value) }
  if (typeof value === 'string') return { [Symbol.iterator]: () => charsOf(value) }
  if (typeof value === 'object' && Symbol.iterator in value) return value as Iterable<unknown>
  throw new ClrException('System.InvalidCastException', 'The value cannot be enumerated.')
}

function* bytesOf(value: Uint8Array): Generator<unknown> {
  for (const byte of value) yield byteOf(byte)
}

function* charsOf(value: string): Generator<unknown> {
  for (let index = 0; index < value.length; index++) yield charOf(value.charCodeAt(index))
}

/** The element of an array. */
export function arrayAt(array: unknown, index: number): unknown {
  if (array === null) throw nullReference()
  if (array instanceof Uint8Array) {
    const byte = array[index]
    if (byte === undefined) throw indexOutOfRange()
    return byteOf(byte)
  }
  const { items } = array as ClrArray
  if (index < 0 || index >= items.length) throw indexOutOfRange()
  return items[index]
}

export function setArrayAt(array: unknown, index: number, value: unknown): void {
  if (array === null) throw nullReference()
  const length = array instanceof Uint8Array ? array.length : (array as ClrArray).items.length
  if (index < 0 || index >= length) throw indexOutOfRange()
  if (array instanceof Uint8Array) array[index] = Number((value as ClrInteger).value)
  else (array as ClrArray).items[index] = value
}

/** The element of a list of any kind, with the exception that lists throw. */
export function listAt(list: unknown, index: number): unknown {
  if (list instanceof ClrArray || list instanceof Uint8Array) return arrayAt(list, index)
  const items = (list as { readonly items: readonly unknown[] }).items
  if (index < 0 || index >= items.length) {
    throw outOfRange(
      'Index was out of range. Must be non-negative and less than the size of the collection.\nParameter name: index',
    )
  }
  return items[index]
}

/** How many elements a collection has, without enumerating where it knows. */
export function countOf(value: unknown): number {
  if (value instanceof Uint8Array || typeof value === 'string') return value.length
  if (value instanceof ClrArray || value instanceof ClrList) return value.items.length
  if (value instanceof ClrDictionary) return value.entries.size
  if (value instanceof ClrHashSet) return value.items.size
  let count = 0
  for (const _ of enumerate(value)) count++
  return count
}
