import { argumentNull } from '../clr/clr-exception.ts'
import { type ClrType, clrType, types } from '../clr/clr-type.ts'
import { JValue } from '../clr/json.ts'
import { jsonTo } from '../clr/json-convert.ts'
import { textOf } from '../clr/text.ts'
import { ClrSequence } from '../clr/values.ts'
import { XAttribute, XElement, type XName, XText } from '../clr/xml.ts'
import { addContent } from '../clr/xml-content.ts'
import { readXml } from '../clr/xml-read.ts'
import { type Call, member, type } from '../definition.ts'

const attributeType: ClrType = clrType('System.Xml.Linq.XAttribute')
const attributes = (items: readonly XAttribute[]) => new ClrSequence(attributeType, () => items[Symbol.iterator]())
const convert = (value: XElement | null, to: ClrType): unknown => {
  if (value === null) throw argumentNull('element')
  const text = value.value.trim()
  return to.name === 'System.Boolean' && /^[01]$/.test(text) ? text === '1' : jsonTo(new JValue(text), to, 'cast')
}

function make(name: XName, content: unknown): XElement {
  const element = new XElement(name)
  addContent(element, content)
  return element
}

function setText(self: XElement, text: string): void {
  self.nodes.splice(0)
  if (text !== '') self.append(new XText(text))
}

/** https://learn.microsoft.com/dotnet/api/system.xml.linq.xelement */
export default type({
  name: 'System.Xml.Linq.XElement',
  summary: 'An XML element.',
  bases: ['System.Xml.Linq.XContainer'],
  ctors: [
    member('(XName name)', 'An empty element.', (_call: Call, name: XName) => new XElement(name)),
    member('(XName name, object content)', 'An element with content.', (_call: Call, name: XName, content: unknown) =>
      make(name, content),
    ),
    member(
      '(XName name, params object[] content)',
      'An element with content.',
      (_call: Call, name: XName, content: unknown) => make(name, content),
    ),
  ],
  statics: [
    member('XElement Parse(string text)', 'Reads an element; throws XmlException.', (_call: Call, text: string) => {
      const { root } = readXml(text)
      if (root) root.parent = null
      return root
    }),
    member('string op_Explicit(XElement element)', 'Its text; null for null.', (_call: Call, value: XElement | null) =>
      value === null ? null : value.value,
    ),
    member('int op_Explicit(XElement value)', 'The text as int.', (_call: Call, value: XElement | null) =>
      convert(value, types.int),
    ),
    member(
      'int? op_Explicit(XElement value)',
      'The text as int; null for null.',
      (_call: Call, value: XElement | null) => (value === null ? null : convert(value, types.int)),
    ),
    member('long op_Explicit(XElement value)', 'The text as long.', (_call: Call, value: XElement | null) =>
      convert(value, types.long),
    ),
    member(
      'long? op_Explicit(XElement value)',
      'The text as long; null for null.',
      (_call: Call, value: XElement | null) => (value === null ? null : convert(value, types.long)),
    ),
    member('double op_Explicit(XElement value)', 'The text as double.', (_call: Call, value: XElement | null) =>
      convert(value, types.double),
    ),
    member(
      'double? op_Explicit(XElement value)',
      'The text as double; null for null.',
      (_call: Call, value: XElement | null) => (value === null ? null : convert(value, types.double)),
    ),
    member('decimal op_Explicit(XElement value)', 'The text as decimal.', (_call: Call, value: XElement | null) =>
      convert(value, types.decimal),
    ),
    member(
      'decimal? op_Explicit(XElement value)',
      'The text as decimal; null for null.',
      (_call: Call, value: XElement | null) => (value === null ? null : convert(value, types.decimal)),
    ),
    member('bool op_Explicit(XElement value)', 'The text as bool.', (_call: Call, value: XElement | null) =>
      convert(value, types.bool),
    ),
    member(
      'bool? op_Explicit(XElement value)',
      'The text as bool; null for null.',
      (_call: Call, value: XElement | null) => (value === null ? null : convert(value, types.bool)),
    ),
    member('DateTime op_Explicit(XElement value)', 'The text as DateTime.', (_call: Call, value: XElement | null) =>
      convert(value, clrType('System.DateTime')),
    ),
    member(
      'DateTime? op_Explicit(XElement value)',
      'The text as DateTime; null for null.',
      (_call: Call, value: XElement | null) => (value === null ? null : convert(value, clrType('System.DateTime'))),
    ),
    member('Guid op_Explicit(XElement value)', 'The text as Guid.', (_call: Call, value: XElement | null) =>
      convert(value, clrType('System.Guid')),
    ),
    member(
      'Guid? op_Explicit(XElement value)',
      'The text as Guid; null for null.',
      (_call: Call, value: XElement | null) => (value === null ? null : convert(value, clrType('System.Guid'))),
    ),
  ],
  members: [
    member(
      'XName Name',
      'Its name.',
      (_call, self: XElement) => self.name,
      (_call: Call, self: XElement, name: XName) => {
        self.name = name
      },
    ),
    member(
      'string Value',
      'All its text.',
      (_call, self: XElement) => self.value,
      (_call: Call, self: XElement, text: string) => setText(self, text),
    ),
    member(
      'XAttribute Attribute(XName name)',
      'An attribute; null when there is none.',
      (_call, self: XElement, name: XName) => self.attribute(name),
    ),
    member('IEnumerable<XAttribute> Attributes()', 'Its attributes.', (_call, self: XElement) =>
      attributes(self.attributes),
    ),
    member(
      'IEnumerable<XAttribute> Attributes(XName name)',
      'Its attributes of a name.',
      (_call, self: XElement, name: XName) => attributes(self.attributes.filter((one) => one.name.clrEquals(name))),
    ),
    member('bool HasElements', 'Whether it has child elements.', (_call, self: XElement) => self.elements().length > 0),
    member('bool HasAttributes', 'Whether it has attributes.', (_call, self: XElement) => self.attributes.length > 0),
    member('bool IsEmpty', 'Whether nothing is in it.', (_call, self: XElement) => self.nodes.length === 0),
    member(
      'void SetAttributeValue(XName name, object value)',
      'Sets or removes an attribute.',
      (_call, self: XElement, name: XName, value: unknown) => {
        const at = self.attributes.findIndex((one) => one.name.clrEquals(name))
        if (value === null) self.attributes.splice(at, at < 0 ? 0 : 1)
        else if (at < 0) self.attributes.push(new XAttribute(name, textOf(value)))
        else self.attributes[at] = new XAttribute(name, textOf(value))
      },
    ),
    member(
      'void SetElementValue(XName name, object value)',
      'Sets or removes a child element.',
      (_call, self: XElement, name: XName, value: unknown) => {
        const child = self.elements().find((one) => one.name.clrEquals(name))
        if (value === null) {
          if (child) self.nodes.splice(self.nodes.indexOf(child), 1)
        } else if (child) setText(child, textOf(value))
        else self.append(make(name, value))
      },
    ),
    member('void SetValue(object value)', 'Sets its text.', (_call, self: XElement, value: unknown) =>
      setText(self, textOf(value)),
    ),
    member('XNamespace GetDefaultNamespace()', 'The namespace of names without a prefix.'),
    member('XNamespace GetNamespaceOfPrefix(string prefix)', 'The namespace of a prefix.'),
  ],
})
