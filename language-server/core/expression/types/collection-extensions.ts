import type { ClrDictionary } from '../clr/collections.ts'
import { zeroOf } from '../clr/zero.ts'
import { type Call, member, type } from '../definition.ts'

/** Newer .NET has these; published policies call them on dictionaries of their own. */
export default type({
  name: 'System.Collections.Generic.CollectionExtensions',
  summary: 'Extension methods for dictionaries.',
  kind: 'static',
  statics: [
    member(
      'V GetValueOrDefault<K, V>(this IReadOnlyDictionary<K, V> dictionary, K key)',
      'The value of a key, or the default.',
      (_call: Call, self: ClrDictionary, key: unknown) => (self.find(key) ?? { value: zeroOf(self.valueType) }).value,
    ),
    member(
      'V GetValueOrDefault<K, V>(this IReadOnlyDictionary<K, V> dictionary, K key, V defaultValue)',
      'The value of a key, or a default.',
      (_call: Call, self: ClrDictionary, key: unknown, otherwise: unknown) =>
        (self.find(key) ?? { value: otherwise }).value,
    ),
    member(
      'V GetValueOrDefault<K, V>(this IDictionary<K, V> dictionary, K key)',
      'The value of a key, or the default.',
      (_call: Call, self: ClrDictionary, key: unknown) => (self.find(key) ?? { value: zeroOf(self.valueType) }).value,
    ),
    member(
      'V GetValueOrDefault<K, V>(this IDictionary<K, V> dictionary, K key, V defaultValue)',
      'The value of a key, or a default.',
      (_call: Call, self: ClrDictionary, key: unknown, otherwise: unknown) =>
        (self.find(key) ?? { value: otherwise }).value,
    ),
  ],
})
