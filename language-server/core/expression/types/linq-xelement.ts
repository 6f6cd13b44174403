import { argumentNull } from '../clr/clr-exception.ts'
import { type ClrType, clrType } from '../clr/clr-type.ts'
import { ClrSequence } from '../clr/values.ts'
import { XAttribute, XElement, type XName, XNamespace, type XNode, XText, xmlns, xmlUri } from '../clr/xml.ts'
import { addContent, contentText } from '../clr/xml-content.ts'
import { readXml } from '../clr/xml-read.ts'
import { type Call, member, type } from '../definition.ts'
import { xmlCasts } from '../xml-casts.ts'

const attributeType: ClrType = clrType('System.Xml.Linq.XAttribute')
const attributes = (items: readonly XAttribute[]) => new ClrSequence(attributeType, () => items[Symbol.iterator]())
function make(name: XName, content: unknown): XElement {
  const element = new XElement(name)
  addContent(element, content)
  return element
}

function setText(self: XElement, text: string): void {
  self.nodes.splice(0)
  self.hasEndTag = true
  if (text !== '') self.append(new XText(text))
}

const elements = (items: readonly XElement[]) =>
  new ClrSequence(clrType('System.Xml.Linq.XElement'), () => items[Symbol.iterator]())

function around(element: XElement): XElement[] {
  const found: XElement[] = []
  for (let at: XNode | null = element; at instanceof XElement; at = at.parent) found.push(at)
  return found
}

function uriOf(element: XElement, prefix: string): string | undefined {
  if (prefix === 'xml') return xmlUri
  if (prefix === 'xmlns') return xmlns
  return around(element)
    .flatMap((one) => one.declarations())
    .find((one) => one.prefix === prefix)?.uri
}

function prefixOf(element: XElement, uri: string): string | null {
  if (uri === xmlUri) return 'xml'
  if (uri === xmlns) return 'xmlns'
  const all = around(element).flatMap((one) => one.declarations())
  return (
    all.find(
      (one, at) => one.uri === uri && one.prefix !== '' && all.findIndex((other) => other.prefix === one.prefix) === at,
    )?.prefix ?? null
  )
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
    ...xmlCasts('XElement'),
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
    member('bool IsEmpty', 'Whether nothing is in it.', (_call, self: XElement) => self.isEmpty),
    member(
      'void SetAttributeValue(XName name, object value)',
      'Sets or removes an attribute.',
      (_call, self: XElement, name: XName, value: unknown) => {
        const at = self.attributes.findIndex((one) => one.name.clrEquals(name))
        if (value === null) self.attributes.splice(at, at < 0 ? 0 : 1)
        else if (at < 0) self.addAttribute(new XAttribute(name, contentText(value)))
        else if (self.attributes[at]) self.attributes[at].value = contentText(value)
      },
    ),
    member(
      'void SetElementValue(XName name, object value)',
      'Sets or removes a child element.',
      (_call, self: XElement, name: XName, value: unknown) => {
        const child = self.elements().find((one) => one.name.clrEquals(name))
        if (value === null) {
          if (child) self.nodes.splice(self.nodes.indexOf(child), 1)
        } else if (child) setText(child, contentText(value))
        else self.append(make(name, value))
      },
    ),
    member('void SetValue(object value)', 'Sets its text.', (_call, self: XElement, value: unknown) =>
      setText(self, contentText(value)),
    ),
    member(
      'XNamespace GetDefaultNamespace()',
      'The namespace of names without a prefix.',
      (_call, self: XElement) => new XNamespace(uriOf(self, '') ?? ''),
    ),
    member(
      'XNamespace GetNamespaceOfPrefix(string prefix)',
      'The namespace of a prefix; null for one that is not declared.',
      (_call, self: XElement, prefix: string | null) => {
        if (prefix === null) throw argumentNull('prefix')
        const uri = uriOf(self, prefix)
        return uri === undefined ? null : new XNamespace(uri)
      },
    ),
    member(
      'string GetPrefixOfNamespace(XNamespace ns)',
      'The prefix of a namespace; null where there is none.',
      (_call, self: XElement, { uri }: XNamespace) => prefixOf(self, uri),
    ),
    member('IEnumerable<XElement> AncestorsAndSelf()', 'It and the elements around it.', (_call, self: XElement) =>
      elements(around(self)),
    ),
    member(
      'IEnumerable<XElement> AncestorsAndSelf(XName name)',
      'Those of a name.',
      (_call, self: XElement, name: XName) => elements(around(self).filter((one) => one.name.clrEquals(name))),
    ),
    member('IEnumerable<XElement> DescendantsAndSelf()', 'It and all elements in it.', (_call, self: XElement) =>
      elements([self, ...self.descendants()]),
    ),
    member(
      'IEnumerable<XElement> DescendantsAndSelf(XName name)',
      'Those of a name.',
      (_call, self: XElement, name: XName) =>
        elements([self, ...self.descendants()].filter((one) => one.name.clrEquals(name))),
    ),
    member('XAttribute FirstAttribute', 'The first attribute.', (_call, self: XElement) => self.attributes[0] ?? null),
    member(
      'XAttribute LastAttribute',
      'The last attribute.',
      (_call, self: XElement) => self.attributes.at(-1) ?? null,
    ),
    member('void RemoveAttributes()', 'Removes all attributes.', (_call, self: XElement) => {
      self.attributes.splice(0)
      return null
    }),
    member('void RemoveAll()', 'Removes nodes and attributes.', (_call, self: XElement) => {
      self.attributes.splice(0)
      self.nodes.splice(0)
      return null
    }),
    member(
      'void ReplaceAll(params object[] content)',
      'Puts other nodes and attributes in.',
      (_call, self: XElement, content: unknown) => {
        self.attributes.splice(0)
        self.nodes.splice(0)
        addContent(self, content)
        return null
      },
    ),
    member(
      'void ReplaceAttributes(params object[] content)',
      'Puts other attributes in.',
      (_call, self: XElement, content: unknown) => {
        self.attributes.splice(0)
        addContent(self, content)
        return null
      },
    ),
  ],
})
