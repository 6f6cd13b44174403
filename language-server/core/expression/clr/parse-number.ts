import { argumentNull, badFormat, overflow } from './clr-exception.ts'
import type { ClrType } from './clr-type.ts'
import { type ClrDecimal, parseDecimal } from './decimal.ts'
import { fitsIn, integerOf } from './number.ts'
import type { Ref } from './values.ts'

const article: Readonly<Record<string, string>> = {
  'System.Int32': 'an Int32',
  'System.Int64': 'an Int64',
  'System.Int16': 'an Int16',
  'System.Byte': 'an unsigned byte',
}

/** Reads an integer; `style` is a NumberStyles value of which only the hexadecimal one matters. */
export function parseInteger(text: string | null, type: ClrType, style = 7): unknown {
  if (text === null) throw argumentNull('String')
  if (style & 512) {
    if (!/^\s*[0-9a-fA-F]+\s*$/.test(text)) throw badFormat()
    return integerOf(type, BigInt(`0x${text.trim()}`))
  }
  if (!/^\s*[+-]?\d+\s*$/.test(text) && !(style & 64 && /^\s*[+-]?\d[\d,]*\s*$/.test(text))) throw badFormat()
  const value = BigInt(text.trim().replace(/^\+/, '').replaceAll(',', ''))
  if (!fitsIn(value, type))
    throw overflow(
      `Value was either too large or too small for ${article[type.name] ?? `a ${type.name.replace('System.', '')}`}.`,
    )
  return integerOf(type, value)
}

/** Reads a number with sign, thousands, point and exponent. */
export function parseReal(text: string | null): number {
  if (text === null) throw argumentNull('String')
  const trimmed = text.trim()
  if (trimmed === 'NaN') return Number.NaN
  if (trimmed === 'Infinity' || trimmed === '-Infinity') return Number(trimmed)
  if (!/^[+-]?(\d[\d,]*\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(trimmed)) throw badFormat()
  const value = Number(trimmed.replaceAll(',', ''))
  if (!Number.isFinite(value)) throw overflow('Value was either too large or too small for a Double.')
  return value
}

export function parseDecimalText(text: string | null): ClrDecimal {
  if (text === null) throw argumentNull('String')
  const trimmed = text.trim()
  const value = /^[+-]?(\d[\d,]*\.?\d*|\.\d+)$/.test(trimmed) ? parseDecimal(trimmed.replaceAll(',', '')) : undefined
  if (!value) throw badFormat()
  return value
}

/** `TryParse`: the value or the default, and whether it could be read. */
export function tryParse(result: Ref, otherwise: unknown, read: () => unknown): boolean {
  try {
    result.value = read()
    return true
  } catch {
    result.value = otherwise
    return false
  }
}

export function roundHalfEven(value: number): number {
  const floor = Math.floor(value)
  const rest = value - floor
  if (rest < 0.5) return floor
  if (rest > 0.5) return floor + 1
  return floor % 2 === 0 ? floor : floor + 1
}
