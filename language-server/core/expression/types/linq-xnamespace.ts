import { argumentNull } from '../clr/clr-exception.ts'
import { localName, XNamespace } from '../clr/xml.ts'
import { type Call, member, type } from '../definition.ts'

export default type({
  name: 'System.Xml.Linq.XNamespace',
  summary: 'A namespace of names.',
  statics: [
    member('XNamespace None', 'No namespace.', () => new XNamespace('')),
    member(
      'XNamespace Xmlns',
      'The namespace of namespace declarations.',
      () => new XNamespace('http://www.w3.org/2000/xmlns/'),
    ),
    member('XNamespace Get(string namespaceName)', 'A namespace by its URI.', (_call: Call, uri: string | null) => {
      if (uri === null) throw argumentNull('namespaceName')
      return new XNamespace(uri)
    }),
    member(
      'XNamespace op_Implicit(string namespaceName)',
      'A namespace by its URI.',
      (_call: Call, uri: string | null) => (uri === null ? null : new XNamespace(uri)),
    ),
    member(
      'XName op_Addition(XNamespace ns, string localName)',
      'A name in the namespace.',
      (_call: Call, space: XNamespace | null, local: string | null) => {
        if (space === null) throw argumentNull('ns')
        return localName(local, space.uri)
      },
    ),
    member(
      'bool op_Equality(XNamespace left, XNamespace right)',
      'Whether they are equal.',
      (_call: Call, a: XNamespace | null, b: XNamespace | null) => (a === null ? b === null : a.clrEquals(b)),
    ),
    member(
      'bool op_Inequality(XNamespace left, XNamespace right)',
      'Whether they differ.',
      (_call: Call, a: XNamespace | null, b: XNamespace | null) => !(a === null ? b === null : a.clrEquals(b)),
    ),
  ],
  members: [
    member('string NamespaceName', 'The URI.', (_call, self: XNamespace) => self.uri),
    member(
      'XName GetName(string localName)',
      'A name in the namespace.',
      (_call, self: XNamespace, local: string | null) => localName(local, self.uri),
    ),
  ],
})
