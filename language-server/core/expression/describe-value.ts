import { enumerate } from './clr/collections.ts'
import { formatDateTime, formatDateTimeOffset } from './clr/date-time.ts'
import { JToken, JValue, printJson } from './clr/json.ts'
import { formatNumber } from './clr/number-format.ts'
import { textOf } from './clr/text.ts'
import { toBase64 } from './clr/utf8.ts'
import { ClrTuple, typeOf } from './clr/values.ts'

/** A CLR value as plain JSON: what JSON can say stays as it is, anything else is `{ $type, $value }`. */
export function describeValue(value: unknown): unknown {
  if (value === null || value === undefined) return null
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  const { name } = typeOf(value)
  const tagged = (shown: unknown) => ({ $type: name, $value: shown })
  if (value instanceof Uint8Array) return { $type: 'System.Byte[]', $value: toBase64(value) }
  if (value instanceof JToken) return tagged(value instanceof JValue ? textOf(value) : printJson(value, 'none'))
  if (value instanceof ClrTuple) return tagged(textOf(value))
  switch (name) {
    case 'System.Double':
    case 'System.Single':
      return tagged(formatNumber(value, 'R'))
    case 'System.DateTime':
      return tagged(formatDateTime(value as Parameters<typeof formatDateTime>[0], 'o'))
    case 'System.DateTimeOffset':
      return tagged(formatDateTimeOffset(value as Parameters<typeof formatDateTimeOffset>[0], 'o'))
    default:
  }
  if (name.startsWith('System.Collections.Generic.Dictionary')) {
    const pairs = [...enumerate(value)] as { key: unknown; value: unknown }[]
    return tagged(Object.fromEntries(pairs.map((pair) => [textOf(pair.key), describeValue(pair.value)])))
  }
  if (typeof value === 'object' && Symbol.iterator in value) return [...enumerate(value)].map(describeValue)
  return tagged(textOf(value))
}
