import { clrType } from '../clr/clr-type.ts'
import { lazy, source } from '../clr/linq.ts'
import { XContainer, XElement, type XName, type XNode } from '../clr/xml.ts'
import { type Call, member, type } from '../definition.ts'

const elementType = clrType('System.Xml.Linq.XElement')
const attributeType = clrType('System.Xml.Linq.XAttribute')

const containers = (items: Iterable<unknown>): XContainer[] =>
  [...items].filter((item): item is XContainer => item instanceof XContainer)
const named = (elements: Iterable<XElement>, name: XName | undefined): XElement[] =>
  [...elements].filter((one) => name === undefined || one.name.clrEquals(name))

const elements = (_call: Call, self: unknown, name?: XName): unknown =>
  lazy(self, elementType, (items) => containers(items).flatMap((one) => named(one.elements(), name)))
const descendants = (_call: Call, self: unknown, name?: XName): unknown =>
  lazy(self, elementType, (items) => containers(items).flatMap((one) => named(one.descendants(), name)))
const attributes = (_call: Call, self: unknown, name?: XName): unknown =>
  lazy(self, attributeType, (items) =>
    [...items]
      .filter((item): item is XElement => item instanceof XElement)
      .flatMap((one) => one.attributes.filter((attribute) => name === undefined || attribute.name.clrEquals(name))),
  )

/** https://learn.microsoft.com/dotnet/api/system.xml.linq.extensions */
export default type({
  name: 'System.Xml.Linq.Extensions',
  summary: 'Extension methods for sequences of nodes and attributes.',
  kind: 'static',
  statics: [
    member('IEnumerable<XElement> Elements(this IEnumerable<XContainer> source)', 'The children of each.', elements),
    member(
      'IEnumerable<XElement> Elements(this IEnumerable<XContainer> source, XName name)',
      'The children of a name of each.',
      elements,
    ),
    member(
      'IEnumerable<XElement> Descendants(this IEnumerable<XContainer> source)',
      'All elements in each.',
      descendants,
    ),
    member(
      'IEnumerable<XElement> Descendants(this IEnumerable<XContainer> source, XName name)',
      'All elements of a name in each.',
      descendants,
    ),
    member(
      'IEnumerable<XAttribute> Attributes(this IEnumerable<XElement> source)',
      'The attributes of each.',
      attributes,
    ),
    member(
      'IEnumerable<XAttribute> Attributes(this IEnumerable<XElement> source, XName name)',
      'The attribute of a name of each.',
      attributes,
    ),
    member('void Remove(this IEnumerable<XNode> source)', 'Takes each out.', (_call: Call, self: unknown) => {
      for (const node of [...source(self)] as XNode[]) {
        const siblings = node.parent?.nodes
        if (siblings?.includes(node)) siblings.splice(siblings.indexOf(node), 1)
        node.parent = null
      }
      return null
    }),
    member('void Remove(this IEnumerable<XAttribute> source)', 'Takes each out.'),
  ],
})
