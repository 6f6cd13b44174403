import { argument, argumentNull, badFormat, type ClrException, invalidCast, overflow } from '../clr/clr-exception.ts'
import { type ClrType, types } from '../clr/clr-type.ts'
import { ClrDateTime, parseDateTime } from '../clr/date-time.ts'
import { ClrDecimal, parseDecimal, roundDecimal, truncateDecimal } from '../clr/decimal.ts'
import { convertNumber, fitsIn, integerOf, isIntegral, isNumeric, toInteger, toNumber } from '../clr/number.ts'
import { parseDecimalText, parseInteger, parseReal, roundHalfEven } from '../clr/parse-number.ts'
import { textOf } from '../clr/text.ts'
import { fromBase64, toBase64 } from '../clr/utf8.ts'
import { ClrChar, ClrDouble, ClrSingle, charOf, typeOf } from '../clr/values.ts'
import { type Call, type Member, member, type } from '../definition.ts'

/** A JValue converts as its value does. */
const isJsonValue = (value: unknown): value is { readonly value: unknown } =>
  value !== null && typeof value === 'object' && 'value' in value && 'tokenType' in value

const tooLarge = (to: ClrType): ClrException =>
  overflow(
    `Value was either too large or too small for ${to.name === 'System.Int32' ? 'an Int32' : to.name.replace('System.', 'a ')}.`,
  )

/** Bits of the types, where it is not 32. */
const widths: Readonly<Record<string, number>> = {
  'System.SByte': 8,
  'System.Byte': 8,
  'System.Int16': 16,
  'System.UInt16': 16,
  'System.Int64': 64,
  'System.UInt64': 64,
}

function toIntegerOf(value: unknown, to: ClrType): unknown {
  if (value === null) return integerOf(to, 0n)
  if (typeof value === 'string') return parseInteger(value, to)
  if (typeof value === 'boolean') return integerOf(to, value ? 1n : 0n)
  if (value instanceof ClrDouble || value instanceof ClrSingle) {
    const rounded = roundHalfEven(value.value)
    if (!Number.isFinite(rounded) || !fitsIn(BigInt(rounded), to)) throw tooLarge(to)
    return integerOf(to, BigInt(rounded))
  }
  const whole = value instanceof ClrDecimal ? truncateDecimal(roundDecimal(value, 0, 'even')) : inner(value)
  if (!fitsIn(whole, to)) throw tooLarge(to)
  return integerOf(to, whole)
}

function inner(value: unknown): bigint {
  if (isJsonValue(value)) return toInteger(toIntegerOf(value.value, types.long))
  if (isNumeric(typeOf(value)) || value instanceof ClrChar || typeOf(value).name.includes('.')) {
    if (isNumeric(typeOf(value)) || (value !== null && typeof value === 'object' && 'names' in value))
      return toInteger(value)
  }
  throw invalidCast(`Unable to cast object of type '${typeOf(value).name}' to type 'System.IConvertible'.`)
}

function toBool(value: unknown): boolean {
  if (value === null) return false
  if (typeof value === 'boolean') return value
  if (typeof value === 'string') {
    const word = value.trim().toLowerCase()
    if (word === 'true' || word === 'false') return word === 'true'
    throw badFormat('String was not recognized as a valid Boolean.')
  }
  if (value instanceof ClrChar) throw invalidCast("Invalid cast from 'Char' to 'Boolean'.")
  if (isJsonValue(value)) return toBool(value.value)
  return toNumber(value) !== 0
}

function toReal(value: unknown): number {
  if (value === null) return 0
  if (typeof value === 'string') return parseReal(value)
  if (typeof value === 'boolean') return value ? 1 : 0
  if (isJsonValue(value)) return toReal(value.value)
  if (value instanceof ClrChar) throw invalidCast("Invalid cast from 'Char' to 'Double'.")
  return toNumber(value)
}

function toDecimal(value: unknown): unknown {
  if (typeof value === 'boolean') return parseDecimal(value ? '1' : '0')
  if (isJsonValue(value)) return value.value === null ? parseDecimal('0') : toDecimal(value.value)
  if (typeof value === 'string') return parseDecimalText(value)
  if (value instanceof ClrChar) throw invalidCast("Invalid cast from 'Char' to 'Decimal'.")
  return convertNumber(value, types.decimal)
}

function toChar(value: unknown): ClrChar {
  if (value === null) return charOf(0)
  if (value instanceof ClrChar) return value
  if (typeof value === 'string') {
    if (value.length !== 1) throw badFormat('String must be exactly one character long.')
    return charOf(value.charCodeAt(0))
  }
  if (isJsonValue(value)) return toChar(value.value)
  const type = typeOf(value)
  if (!isIntegral(type)) throw invalidCast(`Invalid cast from '${type.name.replace('System.', '')}' to 'Char'.`)
  const code = Number(toInteger(value))
  if (code < 0 || code > 0xffff) throw overflow('Value was either too large or too small for a character.')
  return charOf(code)
}

function toDateTime(value: unknown): ClrDateTime {
  if (value === null) return new ClrDateTime(0n)
  if (value instanceof ClrDateTime) return value
  if (typeof value === 'string') return parseDateTime(value)
  if (isJsonValue(value)) return toDateTime(value.value)
  throw invalidCast(`Invalid cast from '${typeOf(value).name.replace('System.', '')}' to 'DateTime'.`)
}

function inBase(text: string | null, base: number, to: ClrType): unknown {
  if (text === null) return integerOf(to, 0n)
  if (![2, 8, 10, 16].includes(base)) throw argument('Invalid Base.')
  if (base === 10) return parseInteger(text, to)
  if (text.startsWith('-')) throw argument('String cannot contain a minus sign if the base is not 10.')
  const digits = base === 16 ? text.replace(/^0[xX]/, '') : text
  const valid = base === 2 ? /^[01]+$/ : base === 8 ? /^[0-7]+$/ : /^[0-9a-fA-F]+$/
  if (!valid.test(digits)) throw badFormat('Could not find any recognizable digits.')
  const bits = BigInt((base === 2 ? '0b' : base === 8 ? '0o' : '0x') + digits)
  const value = integerOf(to, bits)
  // The digits are those of the bits: FFFFFFFF is -1. More bits than the type has do not fit.
  if (toInteger(value) !== bits && bits >= 1n << BigInt(widths[to.name] ?? 32)) throw tooLarge(to)
  return value
}

const toBaseText = (value: unknown, base: number): string => {
  if (![2, 8, 10, 16].includes(base)) throw argument('Invalid Base.')
  if (base === 10) return textOf(value)
  const number = toInteger(value)
  return (number < 0n ? BigInt.asUintN(typeof value === 'bigint' ? 64 : 32, number) : number).toString(base)
}

const integers: readonly (readonly [name: string, keyword: string, to: ClrType])[] = [
  ['ToInt32', 'int', types.int],
  ['ToInt64', 'long', types.long],
  ['ToInt16', 'short', types.short],
  ['ToUInt32', 'uint', types.uint],
  ['ToUInt64', 'ulong', types.ulong],
  ['ToUInt16', 'ushort', types.ushort],
  ['ToByte', 'byte', types.byte],
  ['ToSByte', 'sbyte', types.sbyte],
]

const integerMembers = integers.flatMap(([name, keyword, to]): Member[] => [
  member(
    `${keyword} ${name}(object value)`,
    'Converts a value, rounding half to even.',
    (_call: Call, value: unknown) => toIntegerOf(value, to),
  ),
  member(`${keyword} ${name}(string value)`, 'Reads a number.', (_call: Call, value: string | null) =>
    toIntegerOf(value, to),
  ),
  member(`${keyword} ${name}(double value)`, 'Rounds half to even.', (_call: Call, value: ClrDouble) =>
    toIntegerOf(value, to),
  ),
  member(`${keyword} ${name}(char value)`, 'The code of a character.', (_call: Call, value: ClrChar) =>
    integerOf(to, BigInt(value.code)),
  ),
  member(
    `${keyword} ${name}(string value, int fromBase)`,
    'Reads a number of base 2, 8, 10 or 16.',
    (_call: Call, value: string | null, base: number) => inBase(value, base, to),
  ),
])

/** https://learn.microsoft.com/dotnet/api/system.convert */
export default type({
  name: 'System.Convert',
  summary: 'Conversions between base types.',
  kind: 'static',
  statics: [
    ...integerMembers,
    member('bool ToBoolean(object value)', 'Converts a value: numbers but 0 are true.', (_call: Call, value: unknown) =>
      toBool(value),
    ),
    member('bool ToBoolean(string value)', 'Reads True or False.', (_call: Call, value: string | null) =>
      toBool(value),
    ),
    member(
      'double ToDouble(object value)',
      'Converts a value.',
      (_call: Call, value: unknown) => new ClrDouble(toReal(value)),
    ),
    member(
      'double ToDouble(string value)',
      'Reads a number.',
      (_call: Call, value: string | null) => new ClrDouble(toReal(value)),
    ),
    member(
      'float ToSingle(object value)',
      'Converts a value.',
      (_call: Call, value: unknown) => new ClrSingle(toReal(value)),
    ),
    member('decimal ToDecimal(object value)', 'Converts a value.', (_call: Call, value: unknown) =>
      typeof value === 'string' ? parseDecimalText(value) : value === null ? parseDecimal('0') : toDecimal(value),
    ),
    member(
      'char ToChar(object value)',
      'The character with a number, or that of a text.',
      (_call: Call, value: unknown) => toChar(value),
    ),
    member('DateTime ToDateTime(string value)', 'Reads a date.', (_call: Call, value: string | null) =>
      parseDateTime(value ?? '01/01/0001'),
    ),
    member('DateTime ToDateTime(object value)', 'Converts a value.', (_call: Call, value: unknown) =>
      toDateTime(value),
    ),
    member(
      'string ToString(object value)',
      'The value as text; an empty string for null.',
      (_call: Call, value: unknown) => textOf(value),
    ),
    member('string ToString(string value)', 'Itself.', (_call: Call, value: string | null) => value),
    member(
      'string ToString(int value, int toBase)',
      'The number in base 2, 8, 10 or 16.',
      (_call: Call, value: number, base: number) => toBaseText(value, base),
    ),
    member(
      'string ToString(long value, int toBase)',
      'The number in base 2, 8, 10 or 16.',
      (_call: Call, value: bigint, base: number) => toBaseText(value, base),
    ),
    member(
      'string ToString(object value, IFormatProvider provider)',
      'The value as text.',
      (_call: Call, value: unknown) => textOf(value),
    ),
    member('string ToBase64String(byte[] inArray)', 'The bytes as Base64.', (_call: Call, bytes: Uint8Array | null) => {
      if (bytes === null) throw argumentNull('inArray')
      return toBase64(bytes)
    }),
    member(
      'byte[] FromBase64String(string s)',
      'The bytes of Base64; throws FormatException.',
      (_call: Call, text: string | null) => {
        if (text === null) throw argumentNull('s')
        const bytes = fromBase64(text)
        if (!bytes)
          throw badFormat(
            'The input is not a valid Base-64 string as it contains a non-base 64 character, more than two padding characters, or an illegal character among the padding characters.',
          )
        return bytes
      },
    ),
  ],
})
