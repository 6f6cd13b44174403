import { localName, nameOf, type XName, XNamespace } from '../clr/xml.ts'
import { type Call, member, type } from '../definition.ts'

export default type({
  name: 'System.Xml.Linq.XName',
  summary: 'A name with its namespace.',
  statics: [
    member(
      'XName Get(string expandedName)',
      'A name, `{namespace}local` or local alone.',
      (_call: Call, text: string | null) => nameOf(text),
    ),
    member(
      'XName Get(string localName, string namespaceName)',
      'A name in a namespace.',
      (_call: Call, local: string | null, uri: string | null) => localName(local, uri),
    ),
    member('XName op_Implicit(string expandedName)', 'A name.', (_call: Call, text: string | null) =>
      text === null ? null : nameOf(text),
    ),
    member(
      'bool op_Equality(XName left, XName right)',
      'Whether they are equal.',
      (_call: Call, a: XName | null, b: XName | null) => (a === null ? b === null : a.clrEquals(b)),
    ),
    member(
      'bool op_Inequality(XName left, XName right)',
      'Whether they differ.',
      (_call: Call, a: XName | null, b: XName | null) => !(a === null ? b === null : a.clrEquals(b)),
    ),
  ],
  members: [
    member('string LocalName', 'The name without its namespace.', (_call, self: XName) => self.local),
    member('XNamespace Namespace', 'The namespace.', (_call, self: XName) => new XNamespace(self.uri)),
    member('string NamespaceName', 'The URI of the namespace.', (_call, self: XName) => self.uri),
  ],
})
