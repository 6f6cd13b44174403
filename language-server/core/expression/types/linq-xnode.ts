import type { ClrEnum } from '../clr/values.ts'
import { XContainer, type XNode } from '../clr/xml.ts'
import { contentNodes } from '../clr/xml-content.ts'
import { member, type } from '../definition.ts'

const siblings = (self: XNode): XNode[] => (self.parent instanceof XContainer ? self.parent.nodes : [])
function insert(self: XNode, offset: number, content: unknown): void {
  const all = siblings(self)
  const added = contentNodes(content)
  for (const node of added) node.parent = self.parent
  all.splice(all.indexOf(self) + offset, 0, ...added)
}

export default type({
  name: 'System.Xml.Linq.XNode',
  summary: 'A piece of XML.',
  bases: ['System.Xml.Linq.XObject'],
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
  ],
})
