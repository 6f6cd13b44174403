import { XDeclaration } from '../clr/xml.ts'
import { type Call, type Member, member, type } from '../definition.ts'

const part = (signature: string, key: 'version' | 'encoding' | 'standalone'): Member =>
  member(
    signature,
    'A part of it; null where it is not said.',
    (_call, self: XDeclaration) => self[key],
    (_call: Call, self: XDeclaration, value: string | null) => {
      self[key] = value
    },
  )

export default type({
  name: 'System.Xml.Linq.XDeclaration',
  summary: 'The declaration that a document begins with.',
  ctors: [
    member(
      '(string version, string encoding, string standalone)',
      'A declaration.',
      (_call: Call, version: string | null, encoding: string | null, standalone: string | null) =>
        new XDeclaration(version, encoding, standalone),
    ),
  ],
  members: [
    part('string Version', 'version'),
    part('string Encoding', 'encoding'),
    part('string Standalone', 'standalone'),
  ],
})
