import { ClrException } from './clr/clr-exception.ts'
import { printType } from './clr/clr-type.ts'
import { enumerate } from './clr/collections.ts'
import { ClrView } from './clr/context-view.ts'
import { ClrDateTime, ClrDateTimeOffset } from './clr/date-time.ts'
import { ClrGrouping } from './clr/grouping.ts'
import { JToken, JValue, printJson } from './clr/json.ts'
import { ClrJwt } from './clr/jwt.ts'
import { formatNumber } from './clr/number-format.ts'
import { textOf } from './clr/text.ts'
import { decodeUtf8, toBase64 } from './clr/utf8.ts'
import {
  ClrAnonymous,
  ClrDouble,
  ClrEnum,
  ClrKeyValuePair,
  ClrSingle,
  ClrTuple,
  ClrTypeObject,
  typeOf,
} from './clr/values.ts'
import type { ResponseModel } from './context-model.ts'

/** A value as JSON: what JSON cannot say is `{"$type": the .NET name, "$value": …}`. */
export interface Tagged {
  readonly $type: string
  readonly $value?: unknown
  /** Of a group. */
  readonly $key?: unknown
}

/**
 * How lists, pairs and tuples are told: `plain` as JSON lists and objects where their type is told beside them, `tagged` with the type of
 * each, which a comparison needs.
 */
export type Manner = 'plain' | 'tagged'

/** More of a sequence is not told: it may have no end. */
const mostItems = 10_000

/** A CLR value as plain JSON. Enumerates sequences, so it throws what they throw. */
export const describeValue = (value: unknown, manner: Manner = 'plain'): unknown => describe(value, manner, 0)

function describe(value: unknown, manner: Manner, depth: number): unknown {
  if (value === null || value === undefined) return null
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  if (typeof value === 'function') return { $type: 'System.Delegate' }
  const $type = printType(typeOf(value))
  const of = (inner: unknown): unknown => describe(inner, manner, depth + 1)
  if (depth > 20) return { $type, $value: '…' }
  if (value instanceof ClrException)
    return manner === 'tagged' ? { $type: value.type } : { $type: value.type, $value: value.message }
  if (manner === 'plain' && value instanceof JValue) return { $type, $value: jsonScalar(value.value, of) }
  const text = textual(value, manner)
  if (text !== undefined) return { $type, $value: text }
  if (value instanceof ClrView) return { $type, ...viewed(value, manner) }
  if (value instanceof ClrAnonymous) {
    const labels = value.clrType.labels ?? []
    return { $type, $value: Object.fromEntries(value.values.map((one, index) => [labels[index] ?? '', of(one)])) }
  }
  if (manner === 'tagged') {
    if (value instanceof ClrKeyValuePair) return { $type, $value: [of(value.key), of(value.value)] }
    if (value instanceof ClrTuple) return { $type, $value: value.values.map(of) }
  } else if (/^System\.Collections\.Generic\.(I|IReadOnly)?Dictionary</.test($type)) {
    const pairs = firstOf(enumerate(value)) as ClrKeyValuePair[]
    return { $type, $value: Object.fromEntries(pairs.map((pair) => [textOf(pair.key), of(pair.value)])) }
  }
  if (typeof value === 'object' && Symbol.iterator in value) {
    const items = firstOf(enumerate(value)).map(of)
    if (manner === 'plain') return items
    return { $type, $value: items, ...(value instanceof ClrGrouping && { $key: of(value.key) }) }
  }
  return manner === 'plain' || isPrinted.test($type) ? { $type, $value: textOf(value) } : { $type }
}

/** Types that are their text. */
const isPrinted =
  /^System\.(Char|S?Byte|U?Int(16|32|64)|Decimal|Guid|TimeSpan|Uri|Text\.StringBuilder|Xml\.Linq\.X\w+|Text\.RegularExpressions\.(Capture|Group|Match))$/

/** What a JValue holds: as it is where JSON reads it back as the same, otherwise with its type. */
function jsonScalar(value: unknown, of: (inner: unknown) => unknown): unknown {
  if (typeof value === 'bigint' && Number.isSafeInteger(Number(value))) return Number(value)
  if (value instanceof ClrDouble && Number.isFinite(value.value) && !Number.isInteger(value.value)) return value.value
  return of(value)
}

/** The text of what is told as a text; undefined for the rest. */
function textual(value: unknown, manner: Manner): string | undefined {
  if (value instanceof ClrDouble || value instanceof ClrSingle) return formatNumber(value, 'R')
  if (value instanceof ClrDateTime || value instanceof ClrDateTimeOffset) return textOf(value, 'o')
  if (value instanceof Uint8Array) return toBase64(value)
  if (value instanceof JToken) return printJson(value, 'none')
  if (value instanceof ClrTypeObject) return printType(value.type)
  if (value instanceof ClrEnum) return value.toString()
  if (value instanceof ClrJwt && manner === 'plain') return value.token
  return undefined
}

/** The objects of the context that a file can say, as it says them. */
function viewed({ clrType, model }: ClrView<unknown>, manner: Manner): { $value?: unknown } {
  if (clrType.name === 'IUrl') return { $value: textOf(new ClrView(clrType, model)) }
  if (manner === 'tagged') return {}
  if (clrType.name === 'IResponse') {
    const { statusCode, statusReason, headers, body } = model as ResponseModel
    const bytes = body?.bytes()
    return {
      $value: {
        statusCode,
        statusReason,
        headers: Object.fromEntries(headers),
        ...(bytes && { body: decodeUtf8(bytes) }),
      },
    }
  }
  return clrType.name === 'BasicAuthCredentials' || clrType.name === 'Authorization'
    ? { $value: Object.fromEntries(Object.entries(model as object).filter(([, one]) => typeof one === 'string')) }
    : { $value: clrType.name }
}

function firstOf(items: Iterable<unknown>): unknown[] {
  const found: unknown[] = []
  for (const item of items) {
    if (found.length === mostItems) break
    found.push(item)
  }
  return found
}
