import { clrType } from '../clr/clr-type.ts'
import { ClrEnum } from '../clr/values.ts'
import {
  XAttribute,
  XCData,
  XComment,
  XDocument,
  XDocumentType,
  XElement,
  XInstruction,
  type XNode,
} from '../clr/xml.ts'
import { member, type } from '../definition.ts'
import { xmlNodeTypes } from '../xml-node-types.ts'

const nodeType = clrType('System.Xml.XmlNodeType')

function kindOf(self: XNode | XAttribute): keyof typeof xmlNodeTypes {
  if (self instanceof XAttribute) return 'Attribute'
  if (self instanceof XElement) return 'Element'
  if (self instanceof XDocument) return 'Document'
  if (self instanceof XComment) return 'Comment'
  if (self instanceof XInstruction) return 'ProcessingInstruction'
  if (self instanceof XDocumentType) return 'DocumentType'
  return self instanceof XCData ? 'CDATA' : 'Text'
}

export default type({
  name: 'System.Xml.Linq.XObject',
  summary: 'A node or an attribute.',
  members: [
    member('XElement Parent', 'The element it is in.', (_call, self: XNode | XAttribute) =>
      self.parent instanceof XElement ? self.parent : null,
    ),
    member('XDocument Document', 'The document it is in.', (_call, self: XNode | XAttribute) => {
      let at: XNode | null = self instanceof XAttribute ? self.parent : self
      while (at?.parent) at = at.parent
      return at instanceof XDocument ? at : null
    }),
    member(
      'XmlNodeType NodeType',
      'What it is.',
      (_call, self: XNode | XAttribute) => new ClrEnum(nodeType, xmlNodeTypes[kindOf(self)], xmlNodeTypes),
    ),
    member('string BaseUri', 'Where it was read from.', () => ''),
  ],
})
