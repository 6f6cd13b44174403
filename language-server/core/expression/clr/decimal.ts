import { ClrException, outOfRange, overflow } from './clr-exception.ts'
import { type ClrType, types } from './clr-type.ts'
import type { ClrObject } from './values.ts'

const most = (1n << 96n) - 1n

/** A decimal as .NET keeps it: 96 bits and a scale of 0 to 28, trailing zeros included (`1.10m + 2.20m` prints 3.30). */
export class ClrDecimal implements ClrObject {
  readonly digits: bigint
  readonly scale: number
  constructor(digits: bigint, scale: number) {
    this.digits = digits
    this.scale = scale
  }
  get clrType(): ClrType {
    return types.decimal
  }
  toString(): string {
    const sign = this.digits < 0n ? '-' : ''
    const text = magnitude(this.digits)
      .toString()
      .padStart(this.scale + 1, '0')
    return this.scale === 0 ? sign + text : `${sign}${text.slice(0, -this.scale)}.${text.slice(-this.scale)}`
  }
}

export const magnitude = (value: bigint): bigint => (value < 0n ? -value : value)
const power = (scale: number): bigint => 10n ** BigInt(scale)

/** Divides, rounding half to even. */
function divideToEven(value: bigint, by: bigint): bigint {
  const quotient = value / by
  const rest = magnitude(value % by) * 2n
  const size = magnitude(by)
  if (rest < size || (rest === size && quotient % 2n === 0n)) return quotient
  return quotient + (value < 0n !== by < 0n ? -1n : 1n)
}

/** Brings digits and scale into what 96 bits hold. */
function within96(digits: bigint, scale: number): ClrDecimal {
  let drop = Math.max(0, scale - 28)
  while (scale - drop >= 0 && magnitude(digits) / power(drop) > most) drop++
  if (scale - drop < 0) throw overflow('Value was either too large or too small for a Decimal.')
  if (drop === 0) return new ClrDecimal(digits, scale)
  const rounded = divideToEven(digits, power(drop))
  return magnitude(rounded) > most ? within96(digits, scale) : new ClrDecimal(rounded, scale - drop)
}

export const decimalOfInteger = (value: bigint): ClrDecimal => within96(value, 0)

/** Reads `-12.50` or `1e3`; undefined for anything else. */
export function parseDecimal(text: string): ClrDecimal | undefined {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text)
  if (!match || ((match[2] ?? '') === '' && (match[3] ?? '') === '')) return undefined
  const fraction = match[3] ?? ''
  const exponent = Number(match[4] ?? 0)
  let digits = BigInt((match[2] ?? '') + fraction || '0')
  let scale = fraction.length - exponent
  if (scale < 0) {
    if (scale < -40) return undefined
    digits *= power(-scale)
    scale = 0
  }
  return within96(match[1] === '-' ? -digits : digits, scale)
}

/** .NET keeps 15 significant digits of a double, 7 of a float. */
export function decimalOfDouble(value: number, significant = 15): ClrDecimal {
  if (!Number.isFinite(value) || Math.abs(value) >= 7.9228162514264338e28)
    throw overflow('Value was either too large or too small for a Decimal.')
  const parsed = parseDecimal(value.toPrecision(significant))
  return parsed ? trim(parsed) : new ClrDecimal(0n, 0)
}

function trim(value: ClrDecimal): ClrDecimal {
  let { digits, scale } = value
  while (scale > 0 && digits % 10n === 0n) {
    digits /= 10n
    scale--
  }
  return new ClrDecimal(digits, scale)
}

export const decimalToNumber = (value: ClrDecimal): number => Number(value.toString())
export const truncateDecimal = (value: ClrDecimal): bigint => value.digits / power(value.scale)

export function roundDecimal(value: ClrDecimal, places: number, mode: 'even' | 'away'): ClrDecimal {
  if (places < 0 || places > 28)
    throw outOfRange('Decimal can only round to between 0 and 28 digits of precision.\nParameter name: decimals')
  if (places >= value.scale) return value
  const by = power(value.scale - places)
  if (mode === 'even') return new ClrDecimal(divideToEven(value.digits, by), places)
  const half = by / 2n
  return new ClrDecimal((value.digits + (value.digits < 0n ? -half : half)) / by, places)
}

export function compareDecimals(a: ClrDecimal, b: ClrDecimal): number {
  const scale = Math.max(a.scale, b.scale)
  const left = a.digits * power(scale - a.scale)
  const right = b.digits * power(scale - b.scale)
  return left < right ? -1 : left > right ? 1 : 0
}

export function decimalArithmetic(operator: '+' | '-' | '*' | '/' | '%', a: ClrDecimal, b: ClrDecimal): ClrDecimal {
  const scale = Math.max(a.scale, b.scale)
  const left = a.digits * power(scale - a.scale)
  const right = b.digits * power(scale - b.scale)
  switch (operator) {
    case '+':
      return within96(left + right, scale)
    case '-':
      return within96(left - right, scale)
    case '*':
      return within96(a.digits * b.digits, a.scale + b.scale)
    default:
      if (right === 0n) throw new ClrException('System.DivideByZeroException', 'Attempted to divide by zero.')
      // The lesser one stays as it is, scale included.
      if (operator === '%') return magnitude(left) < magnitude(right) ? a : within96(left % right, scale)
      return divide(a, b, left, right)
  }
}

function divide(a: ClrDecimal, b: ClrDecimal, left: bigint, right: bigint): ClrDecimal {
  const least = Math.max(0, a.scale - b.scale)
  if ((left * power(least)) % right === 0n) return within96((left * power(least)) / right, least)
  let places = 28
  while (places > 0 && magnitude((left * power(places)) / right) > most) places--
  return shorten(new ClrDecimal(divideToEven(left * power(places), right), places), least)
}

function shorten(value: ClrDecimal, least: number): ClrDecimal {
  let { digits, scale } = value
  while (scale > least && digits % 10n === 0n) {
    digits /= 10n
    scale--
  }
  return new ClrDecimal(digits, scale)
}
