import { type XDeclaration, XDocument, XDocumentType, type XElement } from '../clr/xml.ts'
import { addContent } from '../clr/xml-content.ts'
import { readXml } from '../clr/xml-read.ts'
import { type Call, member, type } from '../definition.ts'

/** https://learn.microsoft.com/dotnet/api/system.xml.linq.xdocument */
export default type({
  name: 'System.Xml.Linq.XDocument',
  summary: 'An XML document.',
  bases: ['System.Xml.Linq.XContainer'],
  ctors: [
    member('(params object[] content)', 'A document with content.', (_call: Call, content: unknown) => {
      const document = new XDocument()
      addContent(document, content)
      return document
    }),
    member(
      '(XDeclaration declaration, params object[] content)',
      'A document with a declaration and content.',
      (_call: Call, declaration: XDeclaration | null, content: unknown) => {
        const document = new XDocument()
        document.declaration = declaration
        addContent(document, content)
        return document
      },
    ),
  ],
  statics: [
    member('XDocument Parse(string text)', 'Reads a document; throws XmlException.', (_call: Call, text: string) =>
      readXml(text),
    ),
  ],
  members: [
    member('XElement Root', 'The root element.', (_call, self: XDocument): XElement | null => self.root),
    member(
      'XDeclaration Declaration',
      'The declaration; null without one.',
      (_call, self: XDocument) => self.declaration,
      (_call: Call, self: XDocument, declaration: XDeclaration | null) => {
        self.declaration = declaration
      },
    ),
    member(
      'XDocumentType DocumentType',
      'The document type; null without one.',
      (_call, self: XDocument) => self.nodes.find((node) => node instanceof XDocumentType) ?? null,
    ),
  ],
})
