import type { ClrDictionary } from '../clr/collections.ts'
import { ClrArray, type Ref } from '../clr/values.ts'
import { zeroOf } from '../clr/zero.ts'
import { member, type } from '../definition.ts'

export default type({
  name: 'System.Collections.Generic.IReadOnlyDictionary<TKey, TValue>',
  summary: 'Values by key, only read.',
  kind: 'interface',
  bases: ['System.Collections.Generic.IReadOnlyCollection<System.Collections.Generic.KeyValuePair<TKey, TValue>>'],
  members: [
    member(
      'TValue this[TKey key]',
      'The value of a key; throws KeyNotFoundException.',
      (_call, self: ClrDictionary, key: unknown) => self.get(key),
    ),
    member(
      'bool ContainsKey(TKey key)',
      'Whether there is a value of the key.',
      (_call, self: ClrDictionary, key: unknown) => self.has(key),
    ),
    member(
      'bool TryGetValue(TKey key, out TValue value)',
      'The value of a key, or the default and false.',
      (_call, self: ClrDictionary, key: unknown, result: Ref) => {
        const entry = self.find(key)
        result.value = entry ? entry.value : zeroOf(self.valueType)
        return entry !== undefined
      },
    ),
    member(
      'IEnumerable<TKey> Keys',
      'The keys.',
      (_call, self: ClrDictionary) =>
        new ClrArray(
          self.keyType,
          [...self.entries.values()].map((one) => one.key),
        ),
    ),
    member(
      'IEnumerable<TValue> Values',
      'The values.',
      (_call, self: ClrDictionary) =>
        new ClrArray(
          self.valueType,
          [...self.entries.values()].map((one) => one.value),
        ),
    ),
  ],
})
