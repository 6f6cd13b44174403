import { clrType, types } from '../clr/clr-type.ts'
import { ClrKeyValuePair } from '../clr/values.ts'
import { type Call, member, type } from '../definition.ts'

export default type({
  name: 'System.Collections.Generic.KeyValuePair<TKey, TValue>',
  summary: 'A key and its value.',
  kind: 'struct',
  ctors: [
    member(
      '(TKey key, TValue value)',
      'A pair.',
      (call: Call, key: unknown, value: unknown) =>
        new ClrKeyValuePair(
          clrType(
            'System.Collections.Generic.KeyValuePair`2',
            call.typeArgs[0] ?? types.object,
            call.typeArgs[1] ?? types.object,
          ),
          key,
          value,
        ),
    ),
  ],
  members: [
    member('TKey Key', 'The key.', (_call, self: ClrKeyValuePair) => self.key),
    member('TValue Value', 'The value.', (_call, self: ClrKeyValuePair) => self.value),
  ],
})
