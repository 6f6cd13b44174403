import { types } from '../clr/clr-type.ts'
import { type ClrComparer, ClrDictionary } from '../clr/collections.ts'
import { equal } from '../clr/equality.ts'
import { type Call, member, type } from '../definition.ts'

const make = (call: Call, comparer: ClrComparer | null): ClrDictionary =>
  new ClrDictionary(call.typeArgs[0] ?? types.object, call.typeArgs[1] ?? types.object, comparer)
function copy(call: Call, from: ClrDictionary, comparer: ClrComparer | null): ClrDictionary {
  const made = make(call, comparer)
  for (const { key, value } of from.entries.values()) made.add(key, value)
  return made
}

export default type({
  name: 'System.Collections.Generic.Dictionary<TKey, TValue>',
  summary: 'Values by key.',
  kind: 'class',
  bases: [
    'System.Object',
    'System.Collections.Generic.IDictionary<TKey, TValue>',
    'System.Collections.Generic.IReadOnlyDictionary<TKey, TValue>',
  ],
  ctors: [
    member('()', 'An empty one.', (call: Call) => make(call, null)),
    member('(int capacity)', 'An empty one.', (call: Call) => make(call, null)),
    member(
      '(IEqualityComparer<TKey> comparer)',
      'An empty one whose keys compare in a way.',
      (call: Call, comparer: ClrComparer | null) => make(call, comparer),
    ),
    member('(IDictionary<TKey, TValue> dictionary)', 'A copy.', (call: Call, from: ClrDictionary) =>
      copy(call, from, null),
    ),
    member(
      '(IDictionary<TKey, TValue> dictionary, IEqualityComparer<TKey> comparer)',
      'A copy.',
      (call: Call, from: ClrDictionary, comparer: ClrComparer | null) => copy(call, from, comparer),
    ),
  ],
  members: [
    member('int Count', 'How many keys it has.', (_call, self: ClrDictionary) => self.entries.size),
    member(
      'bool ContainsValue(TValue value)',
      'Whether a key has the value.',
      (_call, self: ClrDictionary, value: unknown) => [...self.entries.values()].some((one) => equal(one.value, value)),
    ),
  ],
})
