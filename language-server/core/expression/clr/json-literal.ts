import { BigNumber } from './big-number.ts'
import {
  ClrDateTime,
  ClrDateTimeOffset,
  ClrTimeSpan,
  formatDateTime,
  formatDateTimeOffset,
  formatTimeSpan,
} from './date-time.ts'
import { ClrDecimal } from './decimal.ts'
import { formatNumber } from './number-format.ts'
import { textOf } from './text.ts'
import { toBase64 } from './utf8.ts'
import { ClrChar, ClrDouble, ClrEnum, ClrInteger, ClrSingle } from './values.ts'

/** The JSON of a single value, as Newtonsoft writes it: https://www.newtonsoft.com/json/help/html/T_Newtonsoft_Json_JsonConvert.htm */
export function printJsonValue(value: unknown): string {
  if (value === null || value === undefined) return 'null'
  if (typeof value === 'boolean') return value ? 'true' : 'false'
  if (typeof value === 'string') return quote(value)
  if (value instanceof ClrChar) return quote(value.toString())
  if (value instanceof ClrDouble || value instanceof ClrSingle) {
    if (!Number.isFinite(value.value)) return quote(textOf(value))
    const text = formatNumber(value, 'R')
    return /[.E]/.test(text) ? text : `${text}.0`
  }
  if (value instanceof ClrDecimal) return value.scale === 0 ? `${value.toString()}.0` : value.toString()
  if (value instanceof ClrEnum) return String(value.value)
  if (value instanceof ClrDateTime) return quote(formatDateTime(value, "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"))
  if (value instanceof ClrDateTimeOffset) return quote(formatDateTimeOffset(value, "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz"))
  if (value instanceof ClrTimeSpan) return quote(formatTimeSpan(value))
  if (value instanceof Uint8Array) return quote(toBase64(value))
  if (
    typeof value === 'number' ||
    typeof value === 'bigint' ||
    value instanceof ClrInteger ||
    value instanceof BigNumber
  )
    return textOf(value)
  return quote(textOf(value))
}

const escaped = /["\\\p{Cc}\u2028\u2029]/gu

/** A JSON string, with what Newtonsoft escapes. */
export function quote(text: string): string {
  return `"${text.replace(escaped, escapeJson)}"`
}

function escapeJson(char: string): string {
  if (char > '\u007e' && char < '\u0085') return char
  if (char > '\u0085' && char < '\u00a0') return char
  return shortEscapes[char] ?? `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`
}

const shortEscapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\b': '\\b',
  '\f': '\\f',
}
