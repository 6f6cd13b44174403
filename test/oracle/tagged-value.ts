import { ClrException } from '../../language-server/core/expression/clr/clr-exception.ts'
import { printType } from '../../language-server/core/expression/clr/clr-type.ts'
import { ClrView } from '../../language-server/core/expression/clr/context-view.ts'
import { ClrDateTime, ClrDateTimeOffset } from '../../language-server/core/expression/clr/date-time.ts'
import { ClrGrouping } from '../../language-server/core/expression/clr/grouping.ts'
import { JToken, printJson } from '../../language-server/core/expression/clr/json.ts'
import { ClrGroup } from '../../language-server/core/expression/clr/regex.ts'
import { textOf } from '../../language-server/core/expression/clr/text.ts'
import {
  ClrAnonymous,
  ClrDouble,
  ClrKeyValuePair,
  ClrSingle,
  ClrTuple,
  ClrTypeObject,
  typeOf,
} from '../../language-server/core/expression/clr/values.ts'

/** A value as JSON: what JSON cannot say is `{"$type": the .NET name, "$value": …}`. The C# side writes the same. */
export interface Tagged {
  readonly $type: string
  readonly $value?: unknown
  /** Of a group. */
  readonly $key?: unknown
}

const most = 10_000
const withText =
  /^(System\.(Char|S?Byte|U?Int(16|32|64)|Decimal|Guid|TimeSpan|Uri|Text\.StringBuilder|Xml\.Linq\.X\w+)|IUrl)$/

/** Enumerates sequences, so it throws what they throw. */
export function tagOf(value: unknown, depth = 0): unknown {
  if (value === null || value === undefined) return null
  if (typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number') return value
  if (typeof value === 'function') return { $type: 'System.Delegate' }
  if (value instanceof ClrException) return { $type: value.type }
  const $type = printType(typeOf(value))
  const of = (inner: unknown): unknown => tagOf(inner, depth + 1)
  if (depth > 20) return { $type, $value: '…' }
  if (value instanceof ClrDouble || value instanceof ClrSingle) return { $type, $value: String(value.value) }
  if (value instanceof ClrDateTime || value instanceof ClrDateTimeOffset) return { $type, $value: textOf(value, 'o') }
  if (value instanceof JToken) return { $type, $value: printJson(value, 'none') }
  if (value instanceof Uint8Array) return { $type, $value: Buffer.from(value).toString('base64') }
  if (value instanceof ClrGroup) return { $type, $value: value.value }
  if (value instanceof ClrTypeObject) return { $type: 'System.Type', $value: printType(value.type) }
  if (value instanceof ClrAnonymous) {
    const labels = value.clrType.labels ?? []
    return { $type, $value: Object.fromEntries(value.values.map((one, index) => [labels[index] ?? '', of(one)])) }
  }
  if (value instanceof ClrKeyValuePair) return { $type, $value: [of(value.key), of(value.value)] }
  if (value instanceof ClrTuple) return { $type, $value: value.values.map(of) }
  if (withText.test($type) || (typeof value === 'object' && 'names' in value && !(value instanceof ClrView)))
    return { $type, $value: textOf(value) }
  if (typeof value === 'object' && Symbol.iterator in value) {
    const items: unknown[] = []
    for (const item of value as Iterable<unknown>) {
      if (items.length === most) break
      items.push(of(item))
    }
    return { $type, $value: items, ...(value instanceof ClrGrouping && { $key: of(value.key) }) }
  }
  return { $type }
}
