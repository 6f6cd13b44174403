import { type ClrDictionary, keyFor } from '../clr/collections.ts'
import { ClrArray, type Ref } from '../clr/values.ts'
import { zeroOf } from '../clr/zero.ts'
import { type Call, member, type } from '../definition.ts'

export default type({
  name: 'System.Collections.Generic.IDictionary<TKey, TValue>',
  summary: 'Values by key.',
  kind: 'interface',
  bases: ['System.Collections.Generic.ICollection<System.Collections.Generic.KeyValuePair<TKey, TValue>>'],
  members: [
    member(
      'TValue this[TKey key]',
      'The value of a key; throws KeyNotFoundException.',
      (_call, self: ClrDictionary, key: unknown) => self.get(key),
      (_call: Call, self: ClrDictionary, key: unknown, value: unknown) => self.set(key, value),
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
      'ICollection<TKey> Keys',
      'The keys.',
      (_call, self: ClrDictionary) =>
        new ClrArray(
          self.keyType,
          [...self.entries.values()].map((one) => one.key),
        ),
    ),
    member(
      'ICollection<TValue> Values',
      'The values.',
      (_call, self: ClrDictionary) =>
        new ClrArray(
          self.valueType,
          [...self.entries.values()].map((one) => one.value),
        ),
    ),
    member(
      'void Add(TKey key, TValue value)',
      'Adds a value; throws when the key has one.',
      (_call, self: ClrDictionary, key: unknown, value: unknown) => self.add(key, value),
    ),
    member('bool Remove(TKey key)', 'Removes a value.', (_call, self: ClrDictionary, key: unknown) => {
      const had = self.has(key)
      self.entries.delete(keyFor(self.comparer, key))
      return had
    }),
    member('void Clear()', 'Removes all.', (_call, self: ClrDictionary) => self.entries.clear()),
  ],
})
