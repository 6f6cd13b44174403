import { ClrComparer } from '../clr/collections.ts'
import { member, type } from '../definition.ts'

const [ordinal, ordinalIgnoreCase] = [new ClrComparer(false, false), new ClrComparer(true, false)]
const [culture, cultureIgnoreCase] = [new ClrComparer(false, true), new ClrComparer(true, true)]

/** https://learn.microsoft.com/dotnet/api/system.stringcomparer */
export default type({
  name: 'System.StringComparer',
  summary: 'How strings are compared.',
  bases: [
    'System.Object',
    'System.Collections.Generic.IEqualityComparer<string>',
    'System.Collections.Generic.IComparer<string>',
  ],
  statics: [
    member('StringComparer Ordinal', 'By code unit.', () => ordinal),
    member('StringComparer OrdinalIgnoreCase', 'By code unit, without case.', () => ordinalIgnoreCase),
    member('StringComparer InvariantCulture', 'By the invariant culture.', () => culture),
    member(
      'StringComparer InvariantCultureIgnoreCase',
      'By the invariant culture, without case.',
      () => cultureIgnoreCase,
    ),
    member('StringComparer CurrentCulture', 'By the culture of the gateway.', () => culture),
    member(
      'StringComparer CurrentCultureIgnoreCase',
      'By the culture of the gateway, without case.',
      () => cultureIgnoreCase,
    ),
  ],
  members: [
    member(
      'bool Equals(string x, string y)',
      'Whether two strings are equal.',
      (_call, self: ClrComparer, a: unknown, b: unknown) => self.equals(a, b),
    ),
    member(
      'int Compare(string x, string y)',
      'The order of two strings.',
      (_call, self: ClrComparer, a: unknown, b: unknown) => self.compare(a, b),
    ),
  ],
})
