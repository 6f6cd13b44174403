import { XDocumentType } from '../clr/xml.ts'
import { type Call, member, type } from '../definition.ts'

export default type({
  name: 'System.Xml.Linq.XDocumentType',
  summary: 'A document type declaration.',
  bases: ['System.Xml.Linq.XNode'],
  ctors: [
    member(
      '(string name, string publicId, string systemId, string internalSubset)',
      'A declaration.',
      (_call: Call, name: string, publicId: string | null, systemId: string | null, subset: string | null) =>
        new XDocumentType(name, publicId, systemId, subset),
    ),
  ],
  members: [
    member('string Name', 'The name of the root.', (_call, self: XDocumentType) => self.name),
    member('string PublicId', 'The public identifier.', (_call, self: XDocumentType) => self.publicId),
    member('string SystemId', 'The system identifier.', (_call, self: XDocumentType) => self.systemId),
    member('string InternalSubset', 'What it declares itself.', (_call, self: XDocumentType) => self.subset),
  ],
})
