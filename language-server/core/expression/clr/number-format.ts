import { badFormat } from './clr-exception.ts'
import { ClrDecimal, magnitude } from './decimal.ts'
import { toInteger } from './number.ts'
import { ClrDouble, ClrSingle, typeOf } from './values.ts'

/** A finite number as decimal digits: `digits` / 10^`scale`. */
interface Digits {
  readonly negative: boolean
  readonly digits: bigint
  readonly scale: number
}

/** .NET Framework keeps 15 significant digits of a double and 7 of a float when it prints. */
const significant = (value: unknown): number => (value instanceof ClrSingle ? 7 : 15)

function digitsOf(value: unknown): Digits {
  if (value instanceof ClrDecimal)
    return { negative: value.digits < 0n, digits: magnitude(value.digits), scale: value.scale }
  if (value instanceof ClrDouble || value instanceof ClrSingle) {
    const [mantissa = '0', exponent = '0'] = Math.abs(value.value)
      .toExponential(significant(value) - 1)
      .split('e')
    const [whole = '0', fraction = ''] = mantissa.split('.')
    const scale = fraction.length - Number(exponent)
    const digits = BigInt(whole + fraction)
    return scale < 0
      ? { negative: value.value < 0, digits: digits * 10n ** BigInt(-scale), scale: 0 }
      : { negative: value.value < 0, digits, scale }
  }
  const integer = toInteger(value)
  return { negative: integer < 0n, digits: magnitude(integer), scale: 0 }
}

/** The digits with so many decimal places, half rounded away from zero. */
function fixed({ digits, scale }: Digits, places: number): string {
  let shown = digits
  if (scale > places) {
    const by = 10n ** BigInt(scale - places)
    shown = (digits + by / 2n) / by
  } else shown = digits * 10n ** BigInt(places - scale)
  const text = shown.toString().padStart(places + 1, '0')
  return places === 0 ? text : `${text.slice(0, -places)}.${text.slice(-places)}`
}

const group = (text: string): string => {
  const [whole = '', fraction] = text.split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return fraction === undefined ? grouped : `${grouped}.${fraction}`
}

function general(value: number, precision: number): string {
  const [mantissa = '0', exponentText = '0'] = value.toExponential(precision - 1).split('e')
  const exponent = Number(exponentText)
  const negative = mantissa.startsWith('-') ? '-' : ''
  const digits = mantissa.replace(/[-.]/g, '').replace(/0+$/, '') || '0'
  if (exponent > -5 && exponent < precision) {
    if (exponent < 0) return `${negative}0.${'0'.repeat(-exponent - 1)}${digits}`
    const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0')
    const fraction = digits.slice(exponent + 1)
    return negative + whole + (fraction ? `.${fraction}` : '')
  }
  return `${negative}${digits[0]}${digits.length > 1 ? `.${digits.slice(1)}` : ''}E${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`
}

function notFinite(value: number): string | undefined {
  if (Number.isNaN(value)) return 'NaN'
  return Number.isFinite(value) ? undefined : value < 0 ? '-Infinity' : 'Infinity'
}

/** `ToString()` of a double or float as .NET Framework prints it. */
export function printReal(value: ClrDouble | ClrSingle): string {
  return notFinite(value.value) ?? general(value.value, significant(value))
}

function roundTrip(value: ClrDouble | ClrSingle): string {
  const [short, long] = value instanceof ClrSingle ? [7, 9] : [15, 17]
  const text = general(value.value, short)
  const again = value instanceof ClrSingle ? Math.fround(Number(text)) : Number(text)
  return again === value.value ? text : general(value.value, long)
}

/**
 * Formats any number as .NET does in the invariant culture.
 * https://learn.microsoft.com/dotnet/standard/base-types/standard-numeric-format-strings
 */
export function formatNumber(value: unknown, format: string): string {
  const real = value instanceof ClrDouble || value instanceof ClrSingle
  const infinite = real ? notFinite(value.value) : undefined
  if (infinite !== undefined) return infinite
  const standard = /^([A-Za-z])(\d{0,2})$/.exec(format)
  if (!standard) return format === '' ? formatNumber(value, 'G') : custom(digitsOf(value), format)
  const letter = (standard[1] ?? 'G').toUpperCase()
  const precision = standard[2] ? Number(standard[2]) : undefined
  const number = digitsOf(value)
  const zero = number.digits === 0n
  const sign = (text: string) => (number.negative && /[1-9]/.test(text) ? `-${text}` : text)
  switch (letter) {
    case 'G': {
      if (real) return general(value.value, precision || significant(value))
      const text = value instanceof ClrDecimal ? value.toString() : (number.negative ? '-' : '') + number.digits
      return precision && text.replace(/\D/g, '').length > precision ? general(Number(text), precision) : text
    }
    case 'R':
      if (!real) throw badFormat('Format specifier was invalid.')
      return roundTrip(value)
    case 'F':
      return sign(fixed(number, precision ?? 2))
    case 'N':
      return sign(group(fixed(number, precision ?? 2)))
    case 'C': {
      const text = group(fixed(number, precision ?? 2))
      return number.negative && !zero ? `(¤${text})` : `¤${text}`
    }
    case 'P':
      return sign(`${group(fixed({ ...number, digits: number.digits * 100n }, precision ?? 2))} %`)
    case 'E': {
      const [mantissa = '0', exponent = '0'] = (Number(fixed(number, Math.max(0, number.scale))) || 0)
        .toExponential(precision ?? 6)
        .split('e')
      const power = Number(exponent)
      return `${number.negative ? '-' : ''}${mantissa}${standard[1]}${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(3, '0')}`
    }
    case 'D':
      if (real || value instanceof ClrDecimal) throw badFormat('Format specifier was invalid.')
      return sign(number.digits.toString().padStart(precision ?? 1, '0'))
    case 'X': {
      if (real || value instanceof ClrDecimal) throw badFormat('Format specifier was invalid.')
      const bits = widths[typeOf(value).name] ?? 32
      const text = (number.negative ? BigInt.asUintN(bits, -number.digits) : number.digits)
        .toString(16)
        .padStart(precision ?? 1, '0')
      return standard[1] === 'X' ? text.toUpperCase() : text
    }
    default:
      throw badFormat('Format specifier was invalid.')
  }
}

/** Bits of the signed types that are not of 32. */
const widths: Readonly<Record<string, number>> = { 'System.SByte': 8, 'System.Int16': 16, 'System.Int64': 64 }

/** Splits at `;` outside quotes. */
function sections(format: string): string[] {
  const found: string[] = ['']
  for (const piece of format.match(/'[^']*'|"[^"]*"|\\.|./gs) ?? []) {
    if (piece === ';') found.push('')
    else found[found.length - 1] += piece
  }
  return found
}

/** https://learn.microsoft.com/dotnet/standard/base-types/custom-numeric-format-strings */
function custom(number: Digits, format: string): string {
  const [positive = '', negative, zero] = sections(format)
  const isZero = number.digits === 0n
  let section = positive
  let prefix = number.negative && !isZero ? '-' : ''
  if (isZero && zero !== undefined && zero !== '') section = zero
  else if (number.negative && !isZero && negative) {
    section = negative
    prefix = ''
  }
  const pieces: readonly string[] = section.match(/'[^']*'|"[^"]*"|\\.|[eE][+-]?0+|./gs) ?? []
  let digits = number.digits
  let scale = number.scale
  for (const piece of pieces) {
    if (piece === '%') digits *= 100n
    if (piece === '‰') digits *= 1000n
  }
  const isDigit = (piece: string | undefined) => piece === '0' || piece === '#'
  const point = pieces.indexOf('.')
  const wholePieces = point < 0 ? pieces : pieces.slice(0, point)
  const fractionPieces: string[] = point < 0 ? [] : pieces.slice(point + 1)
  const lastWhole = wholePieces.findLastIndex(isDigit)
  for (let at = lastWhole + 1; at < wholePieces.length && wholePieces[at] === ','; at++) scale += 3
  const grouped = wholePieces.some(
    (piece, at) => piece === ',' && at > wholePieces.findIndex(isDigit) && at < lastWhole,
  )
  const places = fractionPieces.filter(isDigit).length
  const text = fixed({ negative: false, digits, scale }, places)
  const [whole = '0', fraction = ''] = text.split('.')
  const firstZero = wholePieces.indexOf('0')
  const least = firstZero < 0 ? 0 : wholePieces.slice(firstZero).filter(isDigit).length
  let shownWhole = whole === '0' ? '' : whole
  shownWhole = shownWhole.padStart(least, '0')
  if (grouped) shownWhole = shownWhole.replace(/\B(?=(\d{3})+$)/g, ',')
  const requiredPlaces = fractionPieces.filter(isDigit).lastIndexOf('0') + 1
  let shownFraction = fraction
  while (shownFraction.length > requiredPlaces && shownFraction.endsWith('0'))
    shownFraction = shownFraction.slice(0, -1)
  let result = ''
  let wroteWhole = false
  let fractionAt = 0
  pieces.forEach((piece, at) => {
    const inFraction = point >= 0 && at > point
    if (isDigit(piece)) {
      if (!inFraction) {
        if (!wroteWhole) result += shownWhole
        wroteWhole = true
      } else result += shownFraction[fractionAt++] ?? ''
    } else if (piece === '.' && at === point) {
      if (!wroteWhole) result += shownWhole
      wroteWhole = true
      if (shownFraction !== '') result += '.'
    } else if (piece === ',') return
    else if (piece.startsWith('\\')) result += piece.slice(1)
    else if (piece.startsWith("'") || piece.startsWith('"')) result += piece.slice(1, -1)
    else result += piece
  })
  return prefix + result
}
