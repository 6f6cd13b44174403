import { invalidOperation } from '../clr/clr-exception.ts'
import { type ClrType, clrType } from '../clr/clr-type.ts'
import { type ClrEnum, ClrSequence } from '../clr/values.ts'
import { XContainer, XElement, type XName, type XNode } from '../clr/xml.ts'
import { contentNodes } from '../clr/xml-content.ts'
import { sameXml } from '../clr/xml-equal.ts'
import { member, type } from '../definition.ts'

const siblings = (self: XNode): XNode[] => (self.parent instanceof XContainer ? self.parent.nodes : [])
function insert(self: XNode, offset: number, content: unknown): void {
  const all = siblings(self)
  const added = contentNodes(content)
  for (const node of added) node.parent = self.parent
  all.splice(all.indexOf(self) + offset, 0, ...added)
}

const nodeType = clrType('System.Xml.Linq.XNode')
const elementType = clrType('System.Xml.Linq.XElement')
const sequence = (type: ClrType, items: readonly XNode[]) => new ClrSequence(type, () => items[Symbol.iterator]())
const after = (self: XNode): XNode[] => siblings(self).slice(siblings(self).indexOf(self) + 1)
const before = (self: XNode): XNode[] => siblings(self).slice(0, Math.max(0, siblings(self).indexOf(self)))
const named = (nodes: readonly XNode[], name: XName | undefined): XElement[] =>
  nodes.filter(
    (node): node is XElement => node instanceof XElement && (name === undefined || node.name.clrEquals(name)),
  )

function ancestors(self: XNode): XElement[] {
  const found: XElement[] = []
  for (let at = self.parent; at instanceof XElement; at = at.parent) found.push(at)
  return found
}

/** Negative when the first comes first. */
function order(a: XNode, b: XNode): number {
  const path = (node: XNode): XNode[] => (node.parent ? [...path(node.parent), node] : [node])
  const [left, right] = [path(a), path(b)]
  if (left[0] !== right[0]) throw invalidOperation('A common ancestor is missing.')
  const at = left.findIndex((node, index) => node !== right[index])
  if (at < 0) return Math.sign(left.length - right.length)
  const [one, two] = [left[at], right[at]]
  if (!one || !two) return one ? 1 : -1
  return Math.sign(siblings(one).indexOf(one) - siblings(two).indexOf(two))
}

export default type({
  name: 'System.Xml.Linq.XNode',
  summary: 'A piece of XML.',
  bases: ['System.Xml.Linq.XObject'],
  statics: [
    member(
      'bool DeepEquals(XNode n1, XNode n2)',
      'Whether they hold the same.',
      (_call, a: XNode | null, b: XNode | null) => sameXml(a, b),
    ),
    member('int CompareDocumentOrder(XNode n1, XNode n2)', 'Which comes first.', (_call, a: XNode, b: XNode) =>
      order(a, b),
    ),
  ],
  members: [
    member('string ToString(SaveOptions options)', 'Its XML.', (_call, self: XNode, options: ClrEnum) =>
      self.clrText(options.value & 1 ? 'DisableFormatting' : ''),
    ),
    member(
      'XNode NextNode',
      'The node after it.',
      (_call, self: XNode) => siblings(self)[siblings(self).indexOf(self) + 1] ?? null,
    ),
    member(
      'XNode PreviousNode',
      'The node before it.',
      (_call, self: XNode) => siblings(self)[siblings(self).indexOf(self) - 1] ?? null,
    ),
    member('void Remove()', 'Takes it out.', (_call, self: XNode) => {
      const all = siblings(self)
      if (all.includes(self)) all.splice(all.indexOf(self), 1)
      self.parent = null
    }),
    member('void AddAfterSelf(object content)', 'Puts something after it.', (_call, self: XNode, content: unknown) =>
      insert(self, 1, content),
    ),
    member('void AddBeforeSelf(object content)', 'Puts something before it.', (_call, self: XNode, content: unknown) =>
      insert(self, 0, content),
    ),
    member(
      'void ReplaceWith(params object[] content)',
      'Puts something in its place.',
      (_call, self: XNode, content: unknown) => {
        insert(self, 1, content)
        const all = siblings(self)
        if (all.includes(self)) all.splice(all.indexOf(self), 1)
        self.parent = null
        return null
      },
    ),
    member('IEnumerable<XNode> NodesAfterSelf()', 'The nodes after it.', (_call, self: XNode) =>
      sequence(nodeType, after(self)),
    ),
    member('IEnumerable<XNode> NodesBeforeSelf()', 'The nodes before it.', (_call, self: XNode) =>
      sequence(nodeType, before(self)),
    ),
    ...['', 'XName name'].map((parameter) =>
      member(
        `IEnumerable<XElement> Ancestors(${parameter})`,
        'The elements around it.',
        (_call, self: XNode, name?: XName) =>
          sequence(
            elementType,
            ancestors(self).filter((one) => name === undefined || one.name.clrEquals(name)),
          ),
      ),
    ),
    ...['', 'XName name'].flatMap((parameter) => [
      member(
        `IEnumerable<XElement> ElementsAfterSelf(${parameter})`,
        'The elements after it.',
        (_call, self: XNode, name?: XName) => sequence(elementType, named(after(self), name)),
      ),
      member(
        `IEnumerable<XElement> ElementsBeforeSelf(${parameter})`,
        'The elements before it.',
        (_call, self: XNode, name?: XName) => sequence(elementType, named(before(self), name)),
      ),
    ]),
    member(
      'bool IsAfter(XNode node)',
      'Whether it comes later in the document.',
      (_call, self: XNode, other: XNode) => order(self, other) > 0,
    ),
    member(
      'bool IsBefore(XNode node)',
      'Whether it comes earlier in the document.',
      (_call, self: XNode, other: XNode) => order(self, other) < 0,
    ),
  ],
})
