import { invalidOperation } from '../clr/clr-exception.ts'
import { types } from '../clr/clr-type.ts'
import { textOf } from '../clr/text.ts'
import { zeroOf } from '../clr/zero.ts'
import { member, type } from '../definition.ts'

/** https://learn.microsoft.com/dotnet/api/system.nullable-1 */
export default type({
  name: 'System.Nullable<T>',
  summary: 'A value, or null.',
  kind: 'struct',
  members: [
    member('bool HasValue', 'Whether there is a value.', (_call, self: unknown) => self !== null),
    member('T Value', 'The value; throws when there is none.', (_call, self: unknown) => {
      if (self === null) throw invalidOperation('Nullable object must have a value.')
      return self
    }),
    member(
      'T GetValueOrDefault(T defaultValue)',
      'The value, or the default.',
      (_call, self: unknown, otherwise: unknown) => self ?? otherwise,
    ),
    member(
      'T GetValueOrDefault()',
      'The value, or the default of its type.',
      (call, self: unknown) => self ?? zeroOf(call.typeArgs[0] ?? types.object),
    ),
    member('string ToString()', 'The value as text; an empty string for null.', (_call, self: unknown) => textOf(self)),
  ],
})
