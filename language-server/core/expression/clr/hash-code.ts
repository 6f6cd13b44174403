import { ClrDateTime, ClrDateTimeOffset, ClrTimeSpan } from './date-time.ts'
import { ClrDecimal } from './decimal.ts'
import { ClrGuid } from './guid.ts'
import { textOf } from './text.ts'
import { ClrChar, ClrDouble, ClrEnum, ClrInteger, ClrSingle } from './values.ts'

const fold = (value: bigint): number => Number(BigInt.asIntN(32, value ^ (value >> 32n)))

/**
 * `GetHashCode()`. .NET promises nothing about the numbers; policies seed random numbers with them all the same. That of a string is .NET
 * Framework's on 64 bits: https://referencesource.microsoft.com/#mscorlib/system/string.cs
 */
export function hashCode(value: unknown): number {
  switch (typeof value) {
    case 'number':
      return value
    case 'bigint':
      return fold(value)
    case 'boolean':
      return value ? 1 : 0
    case 'string':
      return hashText(value)
    default:
  }
  if (value instanceof ClrChar) return value.code | (value.code << 16)
  if (value instanceof ClrEnum) return value.value
  if (value instanceof ClrInteger) return hashInteger(value)
  if (value instanceof ClrDouble) return fold(bitsOf((view) => view.setFloat64(0, value.value)))
  if (value instanceof ClrSingle)
    return Number(
      BigInt.asIntN(
        32,
        bitsOf((view) => view.setFloat32(4, value.value)),
      ),
    )
  if (value instanceof ClrDecimal) return hashDecimal(value)
  if (value instanceof ClrDateTime || value instanceof ClrTimeSpan) return fold(value.ticks)
  if (value instanceof ClrDateTimeOffset) return fold(value.utcTicks)
  if (value instanceof ClrGuid) return hashGuid(value.digits)
  return hashText(textOf(value))
}

function bitsOf(write: (view: DataView) => void): bigint {
  const view = new DataView(new ArrayBuffer(8))
  write(view)
  return view.getBigInt64(0)
}

function hashText(text: string): number {
  let even = 5381
  let odd = 5381
  for (let at = 0; at < text.length && text.charCodeAt(at) !== 0; at += 2) {
    even = (((even << 5) + even) ^ text.charCodeAt(at)) | 0
    const next = at + 1 < text.length ? text.charCodeAt(at + 1) : 0
    if (next === 0) break
    odd = (((odd << 5) + odd) ^ next) | 0
  }
  return (even + Math.imul(odd, 1_566_083_941)) | 0
}

function hashInteger({ clrType, value }: ClrInteger): number {
  const small = Number(BigInt.asIntN(32, value))
  switch (clrType.name) {
    case 'System.UInt64':
      return fold(BigInt.asIntN(64, value))
    case 'System.Int16':
      return (small & 0xffff) | (small << 16)
    case 'System.SByte':
      return small ^ (small << 8)
    default:
      return small
  }
}

function hashDecimal(value: ClrDecimal): number {
  const text = value.toString()
  const scale = text.includes('.') ? text.length - text.indexOf('.') - 1 : 0
  const digits = BigInt(text.replace(/[-.]/g, ''))
  const word = (shift: bigint): number => Number(BigInt.asIntN(32, digits >> shift))
  return word(0n) ^ word(32n) ^ word(64n) ^ ((scale << 16) | (text.startsWith('-') ? 1 << 31 : 0))
}

/** The exclusive or of the four words in memory. */
function hashGuid(digits: string): number {
  const byte = (at: number): number => Number.parseInt(digits.slice(at * 2, at * 2 + 2), 16)
  const little = (at: number): number => byte(at) | (byte(at + 1) << 8) | (byte(at + 2) << 16) | (byte(at + 3) << 24)
  const first = Number.parseInt(digits.slice(0, 8), 16) | 0
  const second = (Number.parseInt(digits.slice(12, 16), 16) << 16) | Number.parseInt(digits.slice(8, 12), 16)
  return first ^ second ^ little(8) ^ little(12)
}
