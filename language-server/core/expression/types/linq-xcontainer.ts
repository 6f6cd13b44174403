import { type ClrType, clrType } from '../clr/clr-type.ts'
import { ClrSequence } from '../clr/values.ts'
import { XContainer, type XElement, type XName, type XNode } from '../clr/xml.ts'
import { addContent, contentNodes } from '../clr/xml-content.ts'
import { member, type } from '../definition.ts'

const elementType: ClrType = clrType('System.Xml.Linq.XElement')
const nodeType: ClrType = clrType('System.Xml.Linq.XNode')
const elements = (items: () => Iterable<XElement>) => new ClrSequence(elementType, () => items()[Symbol.iterator]())
const named = (items: Iterable<XElement>, name: XName): XElement[] =>
  [...items].filter((one) => one.name.clrEquals(name))

function* allNodes(self: XContainer): Generator<XNode> {
  for (const node of self.nodes) {
    yield node
    if (node instanceof XContainer) yield* allNodes(node)
  }
}

export default type({
  name: 'System.Xml.Linq.XContainer',
  summary: 'XML that holds other XML.',
  bases: ['System.Xml.Linq.XNode'],
  members: [
    member(
      'XElement Element(XName name)',
      'The first child element of a name; null when there is none.',
      (_call, self: XContainer, name: XName) => named(self.elements(), name)[0] ?? null,
    ),
    member('IEnumerable<XElement> Elements()', 'The child elements.', (_call, self: XContainer) =>
      elements(() => self.elements()),
    ),
    member(
      'IEnumerable<XElement> Elements(XName name)',
      'The child elements of a name.',
      (_call, self: XContainer, name: XName) => elements(() => named(self.elements(), name)),
    ),
    member('IEnumerable<XElement> Descendants()', 'All elements in it.', (_call, self: XContainer) =>
      elements(() => self.descendants()),
    ),
    member(
      'IEnumerable<XElement> Descendants(XName name)',
      'All elements of a name in it.',
      (_call, self: XContainer, name: XName) => elements(() => named(self.descendants(), name)),
    ),
    member(
      'IEnumerable<XNode> Nodes()',
      'Its nodes.',
      (_call, self: XContainer) => new ClrSequence(nodeType, () => self.nodes[Symbol.iterator]()),
    ),
    member('XNode FirstNode', 'The first node.', (_call, self: XContainer) => self.nodes[0] ?? null),
    member('XNode LastNode', 'The last node.', (_call, self: XContainer) => self.nodes.at(-1) ?? null),
    member('void Add(object content)', 'Adds something.', (_call, self: XContainer, content: unknown) =>
      addContent(self, content),
    ),
    member('void Add(params object[] content)', 'Adds several.', (_call, self: XContainer, content: unknown) =>
      addContent(self, content),
    ),
    member('void AddFirst(object content)', 'Puts something first.', (_call, self: XContainer, content: unknown) => {
      const added = contentNodes(content)
      for (const node of added) node.parent = self as XElement
      self.nodes.splice(0, 0, ...added)
    }),
    member(
      'IEnumerable<XNode> DescendantNodes()',
      'All nodes in it.',
      (_call, self: XContainer) => new ClrSequence(nodeType, () => allNodes(self)),
    ),
    member(
      'void ReplaceNodes(params object[] content)',
      'Puts other nodes in.',
      (_call, self: XContainer, content: unknown) => {
        self.nodes.splice(0)
        addContent(self, content)
        return null
      },
    ),
    member('void RemoveNodes()', 'Removes all nodes.', (_call, self: XContainer) => {
      self.nodes.splice(0)
    }),
  ],
})
