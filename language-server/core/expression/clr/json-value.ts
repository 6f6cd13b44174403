import { BigNumber } from './big-number.ts'
import { argument, badFormat, type ClrException, invalidCast, overflow } from './clr-exception.ts'
import type { ClrType } from './clr-type.ts'
import { ClrDateTime, ClrDateTimeOffset, parseClock, parseDateTime, parseTimeSpan } from './date-time.ts'
import { ClrDecimal, roundDecimal, truncateDecimal } from './decimal.ts'
import { parseGuid } from './guid.ts'
import type { JValue } from './json.ts'
import { convertNumber, fitsIn, integerOf, isIntegral, isNumeric } from './number.ts'
import { parseDecimalText, parseInteger, parseReal, roundHalfEven } from './parse-number.ts'
import { textOf } from './text.ts'
import { parseUri } from './uri.ts'
import { fromBase64, toBase64 } from './utf8.ts'
import { ClrChar, ClrDouble, ClrSingle, charOf, typeOf } from './values.ts'

/** Whether null is one of its values, a `T?` aside. */
export const isReference = (type: ClrType): boolean =>
  !isNumeric(type) &&
  ![
    'System.Boolean',
    'System.Char',
    'System.DateTime',
    'System.DateTimeOffset',
    'System.TimeSpan',
    'System.Guid',
  ].includes(type.name)

/** A plain JSON value as one of .NET, converted as `Convert` does. @throws ClrException of many types where it cannot be */
export function convertValue(token: JValue, to: ClrType): unknown {
  const { value } = token
  const cannot = (): ClrException =>
    argument(`Can not convert ${token.tokenType} to ${to.name.replace('System.', '')}.`)
  if (to.name === 'System.Object' || to.name === '?') return value
  if (to.name === 'System.String') return value instanceof Uint8Array ? toBase64(value) : textOf(value)
  if (to.name === 'System.Boolean') {
    if (typeof value === 'boolean') return value
    if (typeof value === 'string') {
      if (/^\s*true\s*$/i.test(value)) return true
      if (/^\s*false\s*$/i.test(value)) return false
      throw badFormat('String was not recognized as a valid Boolean.')
    }
    if (typeof value === 'bigint' || value instanceof ClrDouble || value instanceof ClrDecimal)
      return textOf(value) !== '0'
    throw cannot()
  }
  if (isNumeric(to)) {
    if (typeof value === 'string')
      return to.name === 'System.Decimal'
        ? parseDecimalText(value)
        : isIntegral(to)
          ? parseInteger(value, to)
          : convertNumber(new ClrDouble(parseReal(value)), to)
    if (typeof value === 'boolean') return convertNumber(value ? 1 : 0, to)
    if (value instanceof BigNumber) {
      if (!isIntegral(to)) return convertNumber(new ClrDouble(Number(value.value)), to)
      throw overflow(`Value was either too large or too small for an ${to.name.replace('System.', '')}.`)
    }
    if (value instanceof ClrDateTime || value instanceof Uint8Array) throw cannot()
    return rounded(value, to)
  }
  switch (to.name) {
    case 'System.DateTime':
      if (value instanceof ClrDateTime) return value
      if (value instanceof ClrDateTimeOffset) return new ClrDateTime(value.ticks)
      if (typeof value === 'string') return parseDateTime(value)
      throw cannot()
    case 'System.DateTimeOffset': {
      if (value instanceof ClrDateTimeOffset) return value
      if (value instanceof ClrDateTime) return new ClrDateTimeOffset(value.ticks, 0n)
      const parsed = typeof value === 'string' ? parseClock(value) : undefined
      if (parsed) return new ClrDateTimeOffset(parsed.ticks, parsed.offset ?? 0n)
      if (typeof value === 'string') throw badFormat('String was not recognized as a valid DateTime.')
      throw cannot()
    }
    case 'System.TimeSpan': {
      const parsed = typeof value === 'string' ? parseTimeSpan(value) : undefined
      if (parsed) return parsed
      if (typeOf(value).name === to.name) return value
      if (typeof value === 'string') throw badFormat('String was not recognized as a valid TimeSpan.')
      throw cannot()
    }
    case 'System.Guid': {
      if (typeOf(value).name === to.name) return value
      const guid = typeof value === 'string' ? parseGuid(value) : undefined
      if (guid) return guid
      if (typeof value !== 'string') throw cannot()
      throw badFormat('Guid should contain 32 digits with 4 dashes (xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx).')
    }
    case 'System.Uri':
      if (typeOf(value).name === to.name) return value
      if (typeof value === 'string') return parseUri(value, 'any')
      throw cannot()
    case 'System.Char':
      if (typeof value === 'string' && value.length === 1) return charOf(value.charCodeAt(0))
      throw cannot()
    case '[]':
      if (value instanceof Uint8Array) return value
      if (typeof value === 'string' && to.args[0]?.name === 'System.Byte') {
        const bytes = fromBase64(value)
        if (!bytes) throw badFormat('The input is not a valid Base-64 string.')
        return bytes
      }
      throw cannot()
    default:
      throw invalidCast(`Cannot cast a JSON value to ${to.name}.`)
  }
}

/** `Convert.ToInt32` and its kind: half to even, checked. */
function rounded(value: unknown, to: ClrType): unknown {
  if (!isIntegral(to)) return convertNumber(value, to)
  const whole =
    value instanceof ClrDouble || value instanceof ClrSingle
      ? Number.isFinite(value.value)
        ? BigInt(roundHalfEven(value.value))
        : 1n << 80n
      : value instanceof ClrDecimal
        ? truncateDecimal(roundDecimal(value, 0, 'even'))
        : BigInt(textOf(value instanceof ClrChar ? value.code : value))
  if (!fitsIn(whole, to))
    throw overflow(`Value was either too large or too small for an ${to.name.replace('System.', '')}.`)
  return integerOf(to, whole)
}
