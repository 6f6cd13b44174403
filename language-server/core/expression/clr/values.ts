import { type ClrType, clrType, types } from './clr-type.ts'
import { tick } from './meter.ts'

/**
 * How .NET values stand in JavaScript. Every value says its own type, so a value typed `object` never loses it and nothing needs boxing:
 *
 * | .NET | here |
 * |---|---|
 * | null, String, Boolean | null, string, boolean |
 * | Int32 | number, always an integer |
 * | Int64 | bigint |
 * | Double, Single | ClrDouble, ClrSingle |
 * | Decimal | ClrDecimal (clr/decimal.ts) |
 * | Char | ClrChar |
 * | Byte, SByte, Int16, UInt16, UInt32, UInt64 | ClrInteger |
 * | an enumeration | ClrEnum |
 * | byte[] | Uint8Array |
 * | any other array | ClrArray |
 * | T? | null or the value |
 * | a delegate | a function |
 * | anything else | an instance of its class here, each of which has `clrType` |
 */
export interface ClrObject {
  readonly clrType: ClrType
}

export class ClrDouble implements ClrObject {
  readonly value: number
  constructor(value: number) {
    this.value = value
  }
  get clrType(): ClrType {
    return types.double
  }
}

export class ClrSingle implements ClrObject {
  readonly value: number
  constructor(value: number) {
    this.value = Math.fround(value)
  }
  get clrType(): ClrType {
    return types.float
  }
}

export class ClrChar implements ClrObject {
  readonly code: number
  constructor(code: number) {
    this.code = code
  }
  get clrType(): ClrType {
    return types.char
  }
  toString(): string {
    return String.fromCharCode(this.code)
  }
}

const latin = Array.from({ length: 256 }, (_, code) => new ClrChar(code))
export const charOf = (code: number): ClrChar => latin[code] ?? new ClrChar(code)

/** Every integer type but Int32 and Int64. The value is within the range of the type. */
export class ClrInteger implements ClrObject {
  readonly clrType: ClrType
  readonly value: bigint
  constructor(clrType: ClrType, value: bigint) {
    this.clrType = clrType
    this.value = value
  }
}

const bytes = Array.from({ length: 256 }, (_, value) => new ClrInteger(types.byte, BigInt(value)))
export const byteOf = (value: number): ClrInteger =>
  bytes[value & 255] ?? new ClrInteger(types.byte, BigInt(value & 255))

export class ClrEnum implements ClrObject {
  readonly clrType: ClrType
  readonly value: number
  /** Member names with their values. */
  readonly names: Readonly<Record<string, number>>
  constructor(clrType: ClrType, value: number, names: Readonly<Record<string, number>>) {
    this.clrType = clrType
    this.value = value
    this.names = names
  }
  toString(): string {
    const exact = Object.keys(this.names).find((name) => this.names[name] === this.value)
    if (exact !== undefined) return exact
    const flags = Object.entries(this.names).filter(([, bit]) => bit !== 0 && (this.value & bit) === bit)
    const sum = flags.reduce((all, [, bit]) => all | bit, 0)
    return flags.length > 0 && sum === this.value ? flags.map(([name]) => name).join(', ') : String(this.value)
  }
}

export const integerEnum = (like: ClrEnum, value: number): ClrEnum => new ClrEnum(like.clrType, value, like.names)

export class ClrArray implements ClrObject {
  readonly element: ClrType
  readonly items: unknown[]
  constructor(element: ClrType, items: unknown[]) {
    this.element = element
    this.items = items
  }
  get clrType(): ClrType {
    return clrType('[]', this.element)
  }
  [Symbol.iterator](): Iterator<unknown> {
    return this.items[Symbol.iterator]()
  }
}

/** An array of the element type, from CLR values: a Uint8Array for bytes. */
export function arrayFrom(element: ClrType, items: Iterable<unknown>): ClrArray | Uint8Array {
  if (element.name === 'System.Byte') return Uint8Array.from(items, (item) => Number((item as ClrInteger).value))
  return new ClrArray(element, [...items])
}

/** What LINQ gives: computed anew at each enumeration. */
export class ClrSequence implements ClrObject {
  readonly element: ClrType
  private readonly start: () => Iterator<unknown>
  constructor(element: ClrType, start: () => Iterator<unknown>) {
    this.element = element
    this.start = start
  }
  get clrType(): ClrType {
    return clrType('System.Collections.Generic.IEnumerable`1', this.element)
  }
  [Symbol.iterator](): Iterator<unknown> {
    const items = this.start()
    return {
      next: () => {
        tick()
        return items.next()
      },
      return: (value) => items.return?.(value) ?? { done: true, value },
    }
  }
}

export class ClrAnonymous implements ClrObject {
  readonly clrType: ClrType
  readonly values: readonly unknown[]
  constructor(clrType: ClrType, values: readonly unknown[]) {
    this.clrType = clrType
    this.values = values
  }
}

/** `Tuple` and `ValueTuple`. */
export class ClrTuple implements ClrObject {
  readonly clrType: ClrType
  readonly values: unknown[]
  constructor(clrType: ClrType, values: unknown[]) {
    this.clrType = clrType
    this.values = values
  }
}

export class ClrKeyValuePair implements ClrObject {
  readonly clrType: ClrType
  readonly key: unknown
  readonly value: unknown
  constructor(clrType: ClrType, key: unknown, value: unknown) {
    this.clrType = clrType
    this.key = key
    this.value = value
  }
}

/** What `typeof` and `GetType()` give. */
export class ClrTypeObject implements ClrObject {
  readonly type: ClrType
  constructor(type: ClrType) {
    this.type = type
  }
  get clrType(): ClrType {
    return types.type
  }
}

/** A variable handed to an `out` or `ref` parameter. */
export interface Ref {
  value: unknown
}

/** The type of a value as `GetType()` would give it; the null type for null. */
export function typeOf(value: unknown): ClrType {
  switch (typeof value) {
    case 'string':
      return types.string
    case 'number':
      return types.int
    case 'bigint':
      return types.long
    case 'boolean':
      return types.bool
    case 'function':
      return clrType('System.Delegate')
    case 'object':
      if (value === null) return types.null
      if (value instanceof Uint8Array) return clrType('[]', types.byte)
      return 'clrType' in value ? (value as ClrObject).clrType : types.unknown
    default:
      return types.null
  }
}
