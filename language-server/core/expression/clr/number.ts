import { ClrException, invalidCast, overflow } from './clr-exception.ts'
import { type ClrType, types } from './clr-type.ts'
import {
  ClrDecimal,
  compareDecimals,
  decimalArithmetic,
  decimalOfDouble,
  decimalOfInteger,
  decimalToNumber,
  truncateDecimal,
} from './decimal.ts'
import { byteOf, ClrChar, ClrDouble, ClrEnum, ClrInteger, ClrSingle, charOf } from './values.ts'

const ranges: Readonly<Record<string, readonly [bits: number, signed: boolean]>> = {
  'System.SByte': [8, true],
  'System.Byte': [8, false],
  'System.Int16': [16, true],
  'System.UInt16': [16, false],
  'System.Char': [16, false],
  'System.Int32': [32, true],
  'System.UInt32': [32, false],
  'System.Int64': [64, true],
  'System.UInt64': [64, false],
}

/** Implicit numeric conversions, C# specification 6.1.2. */
const widenings: Readonly<Record<string, readonly string[]>> = {
  'System.SByte': ['Int16', 'Int32', 'Int64', 'Single', 'Double', 'Decimal'],
  'System.Byte': ['Int16', 'UInt16', 'Int32', 'UInt32', 'Int64', 'UInt64', 'Single', 'Double', 'Decimal'],
  'System.Int16': ['Int32', 'Int64', 'Single', 'Double', 'Decimal'],
  'System.UInt16': ['Int32', 'UInt32', 'Int64', 'UInt64', 'Single', 'Double', 'Decimal'],
  'System.Char': ['UInt16', 'Int32', 'UInt32', 'Int64', 'UInt64', 'Single', 'Double', 'Decimal'],
  'System.Int32': ['Int64', 'Single', 'Double', 'Decimal'],
  'System.UInt32': ['Int64', 'UInt64', 'Single', 'Double', 'Decimal'],
  'System.Int64': ['Single', 'Double', 'Decimal'],
  'System.UInt64': ['Single', 'Double', 'Decimal'],
  'System.Single': ['Double'],
}

export const isIntegral = (type: ClrType): boolean => Object.hasOwn(ranges, type.name)
export const isNumeric = (type: ClrType): boolean =>
  isIntegral(type) || type.name === 'System.Double' || type.name === 'System.Single' || type.name === 'System.Decimal'

export const widens = (from: ClrType, to: ClrType): boolean =>
  widenings[from.name]?.includes(to.name.replace('System.', '')) ?? false

/** True when a constant of this value may stand where the integer type is expected. */
export function fitsIn(value: bigint, type: ClrType): boolean {
  const range = ranges[type.name]
  if (!range) return false
  const [bits, signed] = range
  return signed ? BigInt.asIntN(bits, value) === value : BigInt.asUintN(bits, value) === value
}

/** The JavaScript number of any numeric value. */
export function toNumber(value: unknown): number {
  if (typeof value === 'number') return value
  if (value instanceof ClrDouble || value instanceof ClrSingle) return value.value
  if (value instanceof ClrDecimal) return decimalToNumber(value)
  return Number(toInteger(value))
}

/** The integer of any integral value, char or enum. */
export function toInteger(value: unknown): bigint {
  if (typeof value === 'number') return BigInt(value)
  if (typeof value === 'bigint') return value
  if (value instanceof ClrInteger) return value.value
  if (value instanceof ClrChar) return BigInt(value.code)
  if (value instanceof ClrEnum) return BigInt(value.value)
  if (value instanceof ClrDecimal) return truncateDecimal(value)
  if (!(value instanceof ClrDouble || value instanceof ClrSingle)) throw invalidCast()
  return Number.isFinite(value.value) ? BigInt(Math.trunc(value.value)) : 0n
}

/** A value of the integer type; out of range it wraps, or throws when checked. */
export function integerOf(type: ClrType, value: bigint, overflows: 'wrap' | 'throw' = 'wrap'): unknown {
  const [bits, signed] = ranges[type.name] ?? [32, true]
  const wrapped = signed ? BigInt.asIntN(bits, value) : BigInt.asUintN(bits, value)
  if (wrapped !== value && overflows === 'throw') throw overflow()
  switch (type.name) {
    case 'System.Int32':
      return Number(wrapped)
    case 'System.Int64':
      return wrapped
    case 'System.Char':
      return charOf(Number(wrapped))
    case 'System.Byte':
      return byteOf(Number(wrapped))
    default:
      return new ClrInteger(type, wrapped)
  }
}

/** Converts between numeric types as a cast does. */
export function convertNumber(value: unknown, to: ClrType, overflows: 'wrap' | 'throw' = 'wrap'): unknown {
  switch (to.name) {
    case 'System.Double':
      return value instanceof ClrDouble ? value : new ClrDouble(toNumber(value))
    case 'System.Single':
      return value instanceof ClrSingle ? value : new ClrSingle(toNumber(value))
    case 'System.Decimal':
      if (value instanceof ClrDecimal) return value
      if (value instanceof ClrDouble) return decimalOfDouble(value.value)
      if (value instanceof ClrSingle) return decimalOfDouble(value.value, 7)
      return decimalOfInteger(toInteger(value))
    case 'System.Int32':
      if (typeof value === 'number') return value
      break
    default:
  }
  if (value instanceof ClrDecimal && !fitsIn(toInteger(value), to))
    throw overflow(`Value was either too large or too small for an ${to.name.replace('System.', '')}.`)
  if (value instanceof ClrDouble || value instanceof ClrSingle) {
    const number = value.value
    // What does not fit becomes the least value of the register it is converted in, as x64 does it.
    const bits = /^System\.U?Int(32|64)$/.test(to.name) && to.name !== 'System.Int32' ? 63n : 31n
    const limit = Number(1n << bits)
    if (!(number > -limit - 1 && number < limit) && to.name !== 'System.UInt64') {
      if (overflows === 'throw') throw overflow()
      return integerOf(to, -(1n << bits))
    }
    if (!Number.isFinite(number)) {
      if (overflows === 'throw') throw overflow()
      return integerOf(to, 1n << 63n)
    }
  }
  return integerOf(to, toInteger(value), overflows)
}

/** Binary numeric promotion, C# specification 7.3.6.2; undefined when there is none. */
export function promote(a: ClrType, b: ClrType): ClrType | undefined {
  const either = (type: ClrType) => a.name === type.name || b.name === type.name
  const floats = (type: ClrType) => type.name === 'System.Double' || type.name === 'System.Single'
  if (!isNumeric(a) || !isNumeric(b)) return undefined
  if (either(types.decimal)) return floats(a) || floats(b) ? undefined : types.decimal
  if (either(types.double)) return types.double
  if (either(types.float)) return types.float
  const signed = (type: ClrType) => ranges[type.name]?.[1] === true
  if (either(types.ulong)) return signed(a) || signed(b) ? undefined : types.ulong
  if (either(types.long)) return types.long
  if (either(types.uint)) return signed(a) || signed(b) ? types.long : types.uint
  return types.int
}

const dividedByZero = () => new ClrException('System.DivideByZeroException', 'Attempted to divide by zero.')

/** `+ - * / % & | ^` on two values of the promoted type. */
export function arithmetic(
  operator: string,
  type: ClrType,
  overflows: 'wrap' | 'throw',
): ((a: unknown, b: unknown) => unknown) | undefined {
  if (type.name === 'System.Decimal') {
    if (!'+-*/%'.includes(operator)) return undefined
    return (a, b) => decimalArithmetic(operator as '+', a as ClrDecimal, b as ClrDecimal)
  }
  if (type.name === 'System.Double' || type.name === 'System.Single') {
    const make =
      type.name === 'System.Double' ? (value: number) => new ClrDouble(value) : (value: number) => new ClrSingle(value)
    const compute = realOperators[operator]
    return compute && ((a, b) => make(compute(toNumber(a), toNumber(b))))
  }
  if (type.name === 'System.Int32' && overflows === 'wrap') {
    const fast = int32Operators[operator]
    return fast && ((a, b) => fast(a as number, b as number))
  }
  const compute = integerOperators[operator]
  return compute && ((a, b) => integerOf(type, compute(toInteger(a), toInteger(b)), overflows))
}

const realOperators: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
}

const int32Operators: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => (a + b) | 0,
  '-': (a, b) => (a - b) | 0,
  '*': (a, b) => Math.imul(a, b),
  '/': (a, b) => {
    if (b === 0) throw dividedByZero()
    if (a === -2147483648 && b === -1) throw overflow()
    return (a / b) | 0
  },
  '%': (a, b) => {
    if (b === 0) throw dividedByZero()
    return (a % b) | 0
  },
  '&': (a, b) => a & b,
  '|': (a, b) => a | b,
  '^': (a, b) => a ^ b,
}

const integerOperators: Readonly<Record<string, (a: bigint, b: bigint) => bigint>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => {
    if (b === 0n) throw dividedByZero()
    return a / b
  },
  '%': (a, b) => {
    if (b === 0n) throw dividedByZero()
    return a % b
  },
  '&': (a, b) => a & b,
  '|': (a, b) => a | b,
  '^': (a, b) => a ^ b,
}

/** Shifts mask the count by the width of the type. */
export function shift(operator: string, type: ClrType): (a: unknown, b: unknown) => unknown {
  const [bits] = ranges[type.name] ?? [32]
  return (a, b) => {
    const count = BigInt(toNumber(b) & (bits - 1))
    return integerOf(type, operator === '<<' ? toInteger(a) << count : toInteger(a) >> count)
  }
}

/** -1, 0, 1, or NaN when a NaN takes part. Both values are of one numeric type. */
export function compareNumbers(a: unknown, b: unknown): number {
  if (a instanceof ClrDecimal && b instanceof ClrDecimal) return compareDecimals(a, b)
  if (a instanceof ClrDouble || a instanceof ClrSingle) {
    const left = a.value
    const right = toNumber(b)
    return left < right ? -1 : left > right ? 1 : left === right ? 0 : Number.NaN
  }
  if (typeof a === 'number' && typeof b === 'number') return a < b ? -1 : a > b ? 1 : 0
  const left = toInteger(a)
  const right = toInteger(b)
  return left < right ? -1 : left > right ? 1 : 0
}
