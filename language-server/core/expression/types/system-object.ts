import { equal } from '../clr/equality.ts'
import { hashCode } from '../clr/hash-code.ts'
import { textOf } from '../clr/text.ts'
import { ClrTypeObject, typeOf } from '../clr/values.ts'
import { type Call, member, type } from '../definition.ts'

export default type({
  name: 'System.Object',
  summary: 'The base of every type.',
  statics: [
    member('bool Equals(object a, object b)', 'Whether two values are equal.', (_call: Call, a: unknown, b: unknown) =>
      equal(a, b),
    ),
    member(
      'bool ReferenceEquals(object a, object b)',
      'Whether two references are of one object.',
      (_call: Call, a: unknown, b: unknown) => typeof a === 'object' && a === b,
    ),
  ],
  members: [
    member('string ToString()', 'The value as text.', (_call: Call, self: unknown) => textOf(self)),
    member(
      'bool Equals(object obj)',
      'Whether the other value is equal.',
      (_call: Call, self: unknown, other: unknown) => equal(self, other),
    ),
    member('int GetHashCode()', 'A hash code; .NET promises nothing about its value.', (_call: Call, self: unknown) =>
      hashCode(self),
    ),
    member('Type GetType()', 'The type of the value.', (_call: Call, self: unknown) => new ClrTypeObject(typeOf(self))),
  ],
})
