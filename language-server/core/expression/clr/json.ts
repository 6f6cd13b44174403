import { BigNumber } from './big-number.ts'
import { argument, argumentNull, ClrException, invalidOperation, outOfRange } from './clr-exception.ts'
import { type ClrType, clrType, types } from './clr-type.ts'
import { ClrDateTime, ClrDateTimeOffset, ClrTimeSpan } from './date-time.ts'
import { ClrDecimal } from './decimal.ts'
import { equal } from './equality.ts'
import { printJsonValue, quote } from './json-literal.ts'
import { tick } from './meter.ts'
import { textOf } from './text.ts'
import {
  ClrChar,
  ClrDouble,
  ClrEnum,
  ClrInteger,
  ClrKeyValuePair,
  type ClrObject,
  ClrSingle,
  typeOf,
} from './values.ts'

/** Newtonsoft.Json.Linq: a tree whose nodes know their parent. https://www.newtonsoft.com/json/help/html/LINQtoJSON.htm */

const prefix = 'Newtonsoft.Json.Linq.'
const jobject = clrType(`${prefix}JObject`)
const jarray = clrType(`${prefix}JArray`)
const jvalue = clrType(`${prefix}JValue`)
const jproperty = clrType(`${prefix}JProperty`)
export const jtoken = clrType(`${prefix}JToken`)
const pair = clrType('System.Collections.Generic.KeyValuePair`2', types.string, jtoken)

export const tokenTypes: Readonly<Record<string, number>> = {
  None: 0,
  Object: 1,
  Array: 2,
  Constructor: 3,
  Property: 4,
  Comment: 5,
  Integer: 6,
  Float: 7,
  String: 8,
  Boolean: 9,
  Null: 10,
  Undefined: 11,
  Date: 12,
  Raw: 13,
  Bytes: 14,
  Guid: 15,
  Uri: 16,
  TimeSpan: 17,
}

export abstract class JToken implements ClrObject {
  abstract readonly clrType: ClrType
  abstract readonly tokenType: string
  parent: JToken | null = null
  constructor() {
    // A token takes room, too.
    tick(2)
  }
  abstract children(): readonly JToken[]
  abstract clone(): JToken

  clrText(format?: string): string {
    return printJson(this, format === 'None' ? 'none' : 'indented')
  }
  get root(): JToken {
    let at: JToken = this
    while (at.parent) at = at.parent
    return at
  }
  /** What a sequence of tokens sees. */
  tokenSequence(): Iterable<unknown> {
    return this.children()
  }
  get path(): string {
    const { parent } = this
    if (!parent) return ''
    if (parent instanceof JProperty) return parent.path
    if (parent instanceof JArray) return `${parent.path}[${parent.items.indexOf(this)}]`
    if (this instanceof JProperty) {
      const before = parent.path
      if (/^[\w$]+$/.test(this.name)) return before ? `${before}.${this.name}` : this.name
      return `${before}['${this.name}']`
    }
    return parent.path
  }
}

export class JObject extends JToken {
  readonly clrType = jobject
  readonly tokenType = 'Object'
  readonly properties = new Map<string, JProperty>()

  get(name: string): JToken | null {
    return this.properties.get(name)?.value ?? null
  }
  set(name: string, value: JToken): void {
    const property = this.properties.get(name)
    if (property) property.value = value
    else this.attach(new JProperty(name, value))
  }
  add(name: string, value: JToken): void {
    this.attach(new JProperty(name, value))
  }
  attach(property: JProperty): void {
    if (this.properties.has(property.name)) {
      throw argument(
        `Can not add property ${property.name} to Newtonsoft.Json.Linq.JObject. Property with the same name already exists on object.`,
      )
    }
    const own = property.parent && property.parent !== this ? property.clone() : property
    own.parent = this
    this.properties.set(own.name, own)
  }
  remove(name: string): boolean {
    const property = this.properties.get(name)
    if (!property) return false
    property.parent = null
    return this.properties.delete(name)
  }
  children(): readonly JToken[] {
    return [...this.properties.values()]
  }
  *[Symbol.iterator](): Iterator<unknown> {
    const size = this.properties.size
    for (const property of this.properties.values()) {
      yield new ClrKeyValuePair(pair, property.name, property.value)
      if (this.properties.size !== size)
        throw invalidOperation('Collection was modified; enumeration operation may not execute.')
    }
  }
  clone(): JObject {
    const copy = new JObject()
    for (const property of this.properties.values()) copy.add(property.name, property.value.clone())
    return copy
  }
  dynamicMember(name: string): unknown {
    return this.get(name)
  }
}

export class JArray extends JToken {
  readonly clrType = jarray
  readonly tokenType = 'Array'
  readonly items: JToken[] = []

  add(value: JToken): void {
    this.insert(this.items.length, value)
  }
  insert(index: number, value: JToken): void {
    if (index < 0 || index > this.items.length)
      throw outOfRange('Index must be within the bounds of the List.\nParameter name: index')
    this.items.splice(index, 0, adopted(value, this))
  }
  at(index: number): JToken {
    const item = this.items[index]
    if (!item)
      throw outOfRange(
        'Index was out of range. Must be non-negative and less than the size of the collection.\nParameter name: index',
      )
    return item
  }
  set(index: number, value: JToken): void {
    this.at(index).parent = null
    this.items[index] = adopted(value, this)
  }
  removeAt(index: number): void {
    this.at(index).parent = null
    this.items.splice(index, 1)
  }
  children(): readonly JToken[] {
    return this.items
  }
  *[Symbol.iterator](): Iterator<unknown> {
    const size = this.items.length
    for (let index = 0; index < this.items.length; index++) {
      yield this.items[index]
      if (this.items.length !== size)
        throw invalidOperation('Collection was modified; enumeration operation may not execute.')
    }
  }
  clone(): JArray {
    const copy = new JArray()
    for (const item of this.items) copy.add(item.clone())
    return copy
  }
}

export class JProperty extends JToken {
  readonly clrType = jproperty
  readonly tokenType = 'Property'
  readonly name: string
  private current: JToken
  /** @throws ClrException ArgumentNullException without a name */
  constructor(name: string | null, value: JToken) {
    super()
    if (name === null) throw argumentNull('name')
    this.name = name
    this.current = adopted(value, this)
  }
  get value(): JToken {
    return this.current
  }
  set value(value: JToken) {
    this.current.parent = null
    this.current = adopted(value, this)
  }
  children(): readonly JToken[] {
    return [this.current]
  }
  clone(): JProperty {
    return new JProperty(this.name, this.current.clone())
  }
  [Symbol.iterator](): Iterator<unknown> {
    return this.children()[Symbol.iterator]()
  }
}

export class JValue extends JToken {
  readonly clrType = jvalue
  /** A CLR value: null, string, bool, bigint for integers, ClrDouble, ClrDecimal, ClrDateTime … */
  value: unknown
  constructor(value: unknown) {
    super()
    this.value = value
  }
  get tokenType(): string {
    const { value } = this
    if (value === null) return 'Null'
    if (typeof value === 'string' || value instanceof ClrChar) return 'String'
    if (typeof value === 'boolean') return 'Boolean'
    if (
      typeof value === 'bigint' ||
      typeof value === 'number' ||
      value instanceof ClrInteger ||
      value instanceof BigNumber ||
      value instanceof ClrEnum
    )
      return 'Integer'
    if (value instanceof ClrDouble || value instanceof ClrSingle || value instanceof ClrDecimal) return 'Float'
    if (value instanceof ClrDateTime || value instanceof ClrDateTimeOffset) return 'Date'
    if (value instanceof Uint8Array) return 'Bytes'
    if (value instanceof ClrTimeSpan) return 'TimeSpan'
    const { name } = typeOf(value)
    return name === 'System.Guid' ? 'Guid' : name === 'System.Uri' ? 'Uri' : 'Raw'
  }
  children(): readonly JToken[] {
    return []
  }
  override clrText(format?: string): string {
    return textOf(this.value, format)
  }
  clone(): JValue {
    return new JValue(this.value)
  }
  clrEquals(other: unknown): boolean {
    return other instanceof JValue && valuesEqual(this, other)
  }
  hashKey(): string {
    return `${this.tokenType}${textOf(this.value)}`
  }
  compareTo(other: unknown): number {
    const left = textOf(this.value)
    const right = other instanceof JValue ? textOf(other.value) : textOf(other)
    const a = Number(left)
    const b = Number(right)
    if (left !== '' && right !== '' && !Number.isNaN(a) && !Number.isNaN(b)) return Math.sign(a - b)
    return left < right ? -1 : left > right ? 1 : 0
  }
}

/** A token that already has a parent is copied into its new one. */
function adopted(value: JToken, parent: JToken): JToken {
  if (value instanceof JProperty && !(parent instanceof JObject))
    throw argument(`Can not add ${value.clrType.name} to ${parent.clrType.name}.`)
  const own = value.parent && value.parent !== parent ? value.clone() : value
  own.parent = parent
  return own
}

/** Makes a token of any value, as `new JValue(…)` and the content of arrays and properties do; sequences become arrays. */
export function tokenOf(value: unknown): JToken {
  if (value instanceof JToken) return value
  if (typeof value === 'number') return new JValue(BigInt(value))
  if (value instanceof ClrChar) return new JValue(value.toString())
  return new JValue(value ?? null)
}

function valuesEqual(a: JValue, b: JValue): boolean {
  const number = (value: unknown): unknown =>
    typeof value === 'number' ? BigInt(value) : value instanceof ClrInteger ? value.value : value
  return a.tokenType === b.tokenType && equal(number(a.value), number(b.value))
}

export function deepEquals(a: JToken | null, b: JToken | null): boolean {
  if (a === b) return true
  if (!a || !b || a.clrType !== b.clrType) return false
  if (a instanceof JValue && b instanceof JValue) return valuesEqual(a, b)
  if (a instanceof JObject && b instanceof JObject) {
    if (a.properties.size !== b.properties.size) return false
    return [...a.properties.values()].every(
      (property) => b.properties.has(property.name) && deepEquals(property.value, b.get(property.name)),
    )
  }
  const left = a.children()
  const right = b.children()
  if (a instanceof JProperty && b instanceof JProperty && a.name !== b.name) return false
  return left.length === right.length && left.every((item, index) => deepEquals(item, right[index] ?? null))
}

/** `token[key]`: null where there is nothing, an exception where there can be nothing. */
export function tokenAt(token: JToken, key: unknown): JToken | null {
  if (token instanceof JObject) {
    if (key === null) throw argumentNull('key')
    if (typeof key !== 'string')
      throw argument(`Accessed JObject values with invalid key value: ${textOf(key)}. Object property name expected.`)
    return token.get(key)
  }
  if (token instanceof JArray) {
    if (typeof key !== 'number')
      throw argument(`Accessed JArray values with invalid key value: "${textOf(key)}". Int32 array index expected.`)
    return token.at(key)
  }
  throw invalidOperation(`Cannot access child value on ${token.clrType.name}.`)
}

export function setTokenAt(token: JToken, key: unknown, value: JToken | null): void {
  const own = value ?? new JValue(null)
  if (key === null) throw argumentNull('key')
  if (token instanceof JObject && typeof key === 'string') token.set(key, own)
  else if (token instanceof JArray && typeof key === 'number') token.set(key, own)
  else if (token instanceof JObject || token instanceof JArray) tokenAt(token, key)
  else throw invalidOperation(`Cannot set child value on ${token.clrType.name}.`)
}

export type JsonFormatting = 'none' | 'indented'

/** The JSON text of a token as Newtonsoft writes it. */
export function printJson(token: JToken, formatting: JsonFormatting, indent = ''): string {
  if (token instanceof JValue) return printJsonValue(token.value)
  const [open, close, line, deeper, gap] =
    formatting === 'none' ? ['', '', '', '', ''] : ['\n', '\n', indent, `${indent}  `, ' ']
  if (token instanceof JProperty) return `${quote(token.name)}:${gap}${printJson(token.value, formatting, indent)}`
  const [left, right] = token instanceof JObject ? ['{', '}'] : ['[', ']']
  const children = token.children()
  if (children.length === 0) return left + right
  const inner = children.map((child) => deeper + printJson(child, formatting, deeper)).join(`,${open}`)
  return `${left}${open}${inner}${close}${line}${right}`
}

export const jsonError = (message: string): ClrException =>
  new ClrException('Newtonsoft.Json.JsonReaderException', message)
