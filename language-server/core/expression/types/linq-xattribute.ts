import { argumentNull } from '../clr/clr-exception.ts'
import { type ClrType, clrType, types } from '../clr/clr-type.ts'
import { JValue } from '../clr/json.ts'
import { jsonTo } from '../clr/json-convert.ts'
import { textOf } from '../clr/text.ts'
import { XAttribute, type XName } from '../clr/xml.ts'
import { type Call, member, type } from '../definition.ts'

const convert = (value: XAttribute | null, to: ClrType): unknown => {
  if (value === null) throw argumentNull('element')
  const text = value.value.trim()
  return to.name === 'System.Boolean' && /^[01]$/.test(text) ? text === '1' : jsonTo(new JValue(text), to, 'cast')
}

export default type({
  name: 'System.Xml.Linq.XAttribute',
  summary: 'An attribute.',
  bases: ['System.Xml.Linq.XObject'],
  ctors: [
    member(
      '(XName name, object value)',
      'A name and a value.',
      (_call: Call, name: XName, value: unknown) => new XAttribute(name, textOf(value)),
    ),
  ],
  statics: [
    member(
      'string op_Explicit(XAttribute attribute)',
      'Its value; null for null.',
      (_call: Call, value: XAttribute | null) => (value === null ? null : value.value),
    ),
    member('int op_Explicit(XAttribute value)', 'The text as int.', (_call: Call, value: XAttribute | null) =>
      convert(value, types.int),
    ),
    member(
      'int? op_Explicit(XAttribute value)',
      'The text as int; null for null.',
      (_call: Call, value: XAttribute | null) => (value === null ? null : convert(value, types.int)),
    ),
    member('long op_Explicit(XAttribute value)', 'The text as long.', (_call: Call, value: XAttribute | null) =>
      convert(value, types.long),
    ),
    member(
      'long? op_Explicit(XAttribute value)',
      'The text as long; null for null.',
      (_call: Call, value: XAttribute | null) => (value === null ? null : convert(value, types.long)),
    ),
    member('double op_Explicit(XAttribute value)', 'The text as double.', (_call: Call, value: XAttribute | null) =>
      convert(value, types.double),
    ),
    member(
      'double? op_Explicit(XAttribute value)',
      'The text as double; null for null.',
      (_call: Call, value: XAttribute | null) => (value === null ? null : convert(value, types.double)),
    ),
    member('decimal op_Explicit(XAttribute value)', 'The text as decimal.', (_call: Call, value: XAttribute | null) =>
      convert(value, types.decimal),
    ),
    member(
      'decimal? op_Explicit(XAttribute value)',
      'The text as decimal; null for null.',
      (_call: Call, value: XAttribute | null) => (value === null ? null : convert(value, types.decimal)),
    ),
    member('bool op_Explicit(XAttribute value)', 'The text as bool.', (_call: Call, value: XAttribute | null) =>
      convert(value, types.bool),
    ),
    member(
      'bool? op_Explicit(XAttribute value)',
      'The text as bool; null for null.',
      (_call: Call, value: XAttribute | null) => (value === null ? null : convert(value, types.bool)),
    ),
    member('DateTime op_Explicit(XAttribute value)', 'The text as DateTime.', (_call: Call, value: XAttribute | null) =>
      convert(value, clrType('System.DateTime')),
    ),
    member(
      'DateTime? op_Explicit(XAttribute value)',
      'The text as DateTime; null for null.',
      (_call: Call, value: XAttribute | null) => (value === null ? null : convert(value, clrType('System.DateTime'))),
    ),
    member('Guid op_Explicit(XAttribute value)', 'The text as Guid.', (_call: Call, value: XAttribute | null) =>
      convert(value, clrType('System.Guid')),
    ),
    member(
      'Guid? op_Explicit(XAttribute value)',
      'The text as Guid; null for null.',
      (_call: Call, value: XAttribute | null) => (value === null ? null : convert(value, clrType('System.Guid'))),
    ),
  ],
  members: [
    member('XName Name', 'Its name.', (_call, self: XAttribute) => self.name),
    member(
      'string Value',
      'Its value.',
      (_call, self: XAttribute) => self.value,
      (_call: Call, self: XAttribute, value: string) => {
        self.value = value
      },
    ),
    member(
      'bool IsNamespaceDeclaration',
      'Whether it declares a namespace.',
      (_call, self: XAttribute) => self.isNamespace,
    ),
  ],
})
