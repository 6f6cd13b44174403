import { badFormat, ClrException } from './clr-exception.ts'
import { printType, reflectionName } from './clr-type.ts'
import {
  ClrDateTime,
  ClrDateTimeOffset,
  ClrTimeSpan,
  formatDateTime,
  formatDateTimeOffset,
  formatTimeSpan,
} from './date-time.ts'
import { ClrDecimal } from './decimal.ts'
import { formatNumber, printReal } from './number-format.ts'
import {
  ClrAnonymous,
  ClrArray,
  ClrChar,
  ClrDouble,
  ClrEnum,
  ClrInteger,
  ClrKeyValuePair,
  ClrSingle,
  ClrTuple,
  ClrTypeObject,
  typeOf,
} from './values.ts'

/** What .NET calls white space (https://learn.microsoft.com/dotnet/api/system.char.iswhitespace): not the byte order mark, which JavaScript trims. */
export const isWhiteSpace = (char: string): boolean =>
  /[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/.test(char)

/** An object that prints itself, as an overridden `ToString` does. */
export interface Printable {
  clrText(format?: string): string
}

/** An exception with what caused it, without stack traces. */
function exceptionText({ type, message, inner }: ClrException): string {
  const cause = inner === null ? '' : ` ---> ${exceptionText(inner)}\n   --- End of inner exception stack trace ---`
  return `${type}: ${message}${cause}`
}

/** `ToString()` of any value in the invariant culture, `ToString(format)` with a format; null prints nothing. */
export function textOf(value: unknown, format?: string): string {
  switch (typeof value) {
    case 'string':
      return value
    case 'boolean':
      return value ? 'True' : 'False'
    case 'number':
    case 'bigint':
      return format ? formatNumber(value, format) : String(value)
    case 'function':
      return 'System.Delegate'
    case 'undefined':
      return ''
    default:
  }
  if (value === null) return ''
  if (value instanceof ClrChar) return value.toString()
  if (value instanceof ClrDouble || value instanceof ClrSingle)
    return format ? formatNumber(value, format) : printReal(value)
  if (value instanceof ClrInteger) return format ? formatNumber(value, format) : String(value.value)
  if (value instanceof ClrDecimal) return format ? formatNumber(value, format) : value.toString()
  if (value instanceof ClrEnum)
    return format && /^[dDxX]$/.test(format)
      ? formatNumber(value.value, /[xX]/.test(format) ? 'X8' : 'D')
      : value.toString()
  if (value instanceof ClrDateTime) return formatDateTime(value, format)
  if (value instanceof ClrDateTimeOffset) return formatDateTimeOffset(value, format)
  if (value instanceof ClrTimeSpan) return formatTimeSpan(value, format)
  if (value instanceof ClrTypeObject) return reflectionName(value.type)
  if (value instanceof ClrAnonymous) {
    const labels = value.clrType.labels ?? []
    return `{ ${value.values.map((one, index) => `${labels[index]} = ${textOf(one)}`).join(', ')} }`
  }
  if (value instanceof ClrTuple) return `(${value.values.map((one) => textOf(one)).join(', ')})`
  if (value instanceof ClrKeyValuePair) return `[${textOf(value.key)}, ${textOf(value.value)}]`
  if (value instanceof ClrException) return exceptionText(value)
  if (typeof value === 'object' && 'clrText' in value && typeof value.clrText === 'function')
    return (value as unknown as Printable).clrText(format)
  if (value instanceof ClrArray || value instanceof Uint8Array) return reflectionName(typeOf(value))
  const type = typeOf(value)
  return type.args.length > 0 ? reflectionName(type) : printType(type)
}

/** `string.Format` without its `params`: `{index[,alignment][:format]}`. */
export function compositeFormat(format: string, args: readonly unknown[]): string {
  let result = ''
  let at = 0
  while (at < format.length) {
    const char = format[at]
    if (char === '{' && format[at + 1] === '{') {
      result += '{'
      at += 2
    } else if (char === '}') {
      if (format[at + 1] !== '}') throw badFormat()
      result += '}'
      at += 2
    } else if (char === '{') {
      const match = /^\{(\d+)\s*(?:,\s*(-?\d+)\s*)?(?::((?:[^{}]|\{\{|\}\})*))?\}/.exec(format.slice(at))
      if (!match) throw badFormat()
      const index = Number(match[1])
      if (index >= args.length)
        throw badFormat(
          'Index (zero based) must be greater than or equal to zero and less than the size of the argument list.',
        )
      result += align(textOf(args[index], match[3]), Number(match[2] ?? 0))
      at += match[0].length
    } else {
      result += char
      at++
    }
  }
  return result
}

/** Pads to a width: on the left when positive. */
export const align = (text: string, width: number): string => (width < 0 ? text.padEnd(-width) : text.padStart(width))
