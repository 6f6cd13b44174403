import { clrType } from '../clr/clr-type.ts'
import { lazy, source } from '../clr/linq.ts'
import { type XAttribute, XContainer, XElement, type XName, type XNode } from '../clr/xml.ts'
import { type Call, member, type } from '../definition.ts'

const elementType = clrType('System.Xml.Linq.XElement')
const attributeType = clrType('System.Xml.Linq.XAttribute')

const nodeType = clrType('System.Xml.Linq.XNode')
function around(from: XNode | null): XElement[] {
  const found: XElement[] = []
  for (let at = from; at instanceof XElement; at = at.parent) found.push(at)
  return found
}
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
    member('void Remove(this IEnumerable<XAttribute> source)', 'Takes each out.', (_call: Call, self: unknown) => {
      for (const one of [...source(self)] as XAttribute[]) {
        const all = one.parent?.attributes
        if (all?.includes(one)) all.splice(all.indexOf(one), 1)
        one.parent = null
      }
      return null
    }),
    ...['', ', XName name'].flatMap((rest) => [
      member(
        `IEnumerable<XElement> DescendantsAndSelf(this IEnumerable<XElement> source${rest})`,
        'Each and all elements in it.',
        (_call: Call, self: unknown, name?: XName) =>
          lazy(self, elementType, (items) =>
            containers(items).flatMap((one) => named([one as XElement, ...one.descendants()], name)),
          ),
      ),
      member(
        `IEnumerable<XElement> Ancestors(this IEnumerable<XNode> source${rest})`,
        'The elements around each.',
        (_call: Call, self: unknown, name?: XName) =>
          lazy(self, elementType, (items) => [...items].flatMap((one) => named(around((one as XNode).parent), name))),
      ),
      member(
        `IEnumerable<XElement> AncestorsAndSelf(this IEnumerable<XElement> source${rest})`,
        'Each and the elements around it.',
        (_call: Call, self: unknown, name?: XName) =>
          lazy(self, elementType, (items) => [...items].flatMap((one) => named(around(one as XNode), name))),
      ),
    ]),
    member(
      'IEnumerable<XNode> Nodes(this IEnumerable<XContainer> source)',
      'The nodes of each.',
      (_call: Call, self: unknown) => lazy(self, nodeType, (items) => containers(items).flatMap((one) => one.nodes)),
    ),
  ],
})
