import { argumentNull } from '../clr/clr-exception.ts'
import { XAttribute, type XName } from '../clr/xml.ts'
import { contentText } from '../clr/xml-content.ts'
import { type Call, member, type } from '../definition.ts'
import { xmlCasts } from '../xml-casts.ts'

function neighbour(self: XAttribute, by: 1 | -1): XAttribute | null {
  const all = self.parent?.attributes ?? []
  return all[all.indexOf(self) + by] ?? null
}

export default type({
  name: 'System.Xml.Linq.XAttribute',
  summary: 'An attribute.',
  bases: ['System.Xml.Linq.XObject'],
  ctors: [
    member('(XName name, object value)', 'A name and a value.', (_call: Call, name: XName | null, value: unknown) => {
      if (name === null) throw argumentNull('name')
      if (value === null) throw argumentNull('value')
      return new XAttribute(name, contentText(value))
    }),
  ],
  statics: [...xmlCasts('XAttribute')],
  members: [
    member('XName Name', 'Its name.', (_call, self: XAttribute) => self.name),
    member(
      'string Value',
      'Its value.',
      (_call, self: XAttribute) => self.value,
      (_call: Call, self: XAttribute, value: string) => {
        self.value = value
      },
    ),
    member(
      'bool IsNamespaceDeclaration',
      'Whether it declares a namespace.',
      (_call, self: XAttribute) => self.isNamespace,
    ),
    member('void SetValue(object value)', 'Sets its value.', (_call, self: XAttribute, value: unknown) => {
      if (value === null) throw argumentNull('value')
      self.value = contentText(value)
      return null
    }),
    member('XAttribute NextAttribute', 'The attribute after it.', (_call, self: XAttribute) => neighbour(self, 1)),
    member('XAttribute PreviousAttribute', 'The attribute before it.', (_call, self: XAttribute) =>
      neighbour(self, -1),
    ),
    member('void Remove()', 'Takes it out.', (_call, self: XAttribute) => {
      const all = self.parent?.attributes ?? []
      if (all.includes(self)) all.splice(all.indexOf(self), 1)
      self.parent = null
      return null
    }),
  ],
})
