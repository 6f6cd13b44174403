import { argumentNull } from './clr/clr-exception.ts'
import { clrType, types } from './clr/clr-type.ts'
import { ClrDateTime, parseDateTime } from './clr/date-time.ts'
import { JValue } from './clr/json.ts'
import { jsonTo } from './clr/json-convert.ts'
import { parseXmlDuration } from './clr/xml-duration.ts'
import { type Call, type Member, member } from './definition.ts'

const known = {
  int: types.int,
  uint: types.uint,
  long: types.long,
  ulong: types.ulong,
  float: types.float,
  double: types.double,
  decimal: types.decimal,
  bool: types.bool,
  Guid: clrType('System.Guid'),
  DateTime: clrType('System.DateTime'),
  DateTimeOffset: clrType('System.DateTimeOffset'),
  TimeSpan: clrType('System.TimeSpan'),
} as const

/** As XmlConvert reads it: a time that ends with Z stays in UTC. */
function convert(value: { readonly value: string }, name: keyof typeof known): unknown {
  const text = value.value.trim()
  if (name === 'bool' && /^[01]$/.test(text)) return text === '1'
  if (name === 'DateTime' && text.endsWith('Z')) return new ClrDateTime(parseDateTime(text).ticks, 'Utc')
  if (name === 'TimeSpan') return parseXmlDuration(text)
  return jsonTo(new JValue(text), known[name], 'cast')
}

/** The conversions of XElement and XAttribute. */
export function xmlCasts(type: 'XElement' | 'XAttribute'): Member[] {
  const parameter = type === 'XElement' ? 'element' : 'attribute'
  return [
    member(
      `string op_Explicit(${type} ${parameter})`,
      'Its text; null for null.',
      (_call: Call, value: { readonly value: string } | null) => (value === null ? null : value.value),
    ),
    ...(Object.keys(known) as (keyof typeof known)[]).flatMap((name) => [
      member(
        `${name} op_Explicit(${type} ${parameter})`,
        `The text as ${name}.`,
        (_call: Call, value: { readonly value: string } | null) => {
          if (value === null) throw argumentNull(parameter)
          return convert(value, name)
        },
      ),
      member(
        `${name}? op_Explicit(${type} ${parameter})`,
        `The text as ${name}; null for null.`,
        (_call: Call, value: { readonly value: string } | null) => (value === null ? null : convert(value, name)),
      ),
    ]),
  ]
}
