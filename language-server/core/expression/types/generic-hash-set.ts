import { types } from '../clr/clr-type.ts'
import { type ClrComparer, ClrHashSet, enumerate, keyFor } from '../clr/collections.ts'
import { type Call, member, type } from '../definition.ts'

function setOf(call: Call, items: unknown, comparer: ClrComparer | null): ClrHashSet {
  const set = new ClrHashSet(call.typeArgs[0] ?? types.object, comparer)
  for (const item of enumerate(items)) set.add(item)
  return set
}

export default type({
  name: 'System.Collections.Generic.HashSet<T>',
  summary: 'A set.',
  kind: 'class',
  bases: ['System.Object', 'System.Collections.Generic.ICollection<T>'],
  ctors: [
    member('()', 'An empty set.', (call: Call) => new ClrHashSet(call.typeArgs[0] ?? types.object)),
    member(
      '(IEqualityComparer<T> comparer)',
      'An empty set whose elements compare in a way.',
      (call: Call, comparer: ClrComparer | null) => new ClrHashSet(call.typeArgs[0] ?? types.object, comparer),
    ),
    member('(IEnumerable<T> collection)', 'A set of the elements.', (call: Call, items: unknown) =>
      setOf(call, items, null),
    ),
    member(
      '(IEnumerable<T> collection, IEqualityComparer<T> comparer)',
      'A set of the elements.',
      (call: Call, items: unknown, comparer: ClrComparer | null) => setOf(call, items, comparer),
    ),
  ],
  members: [
    member('int Count', 'How many elements it has.', (_call, self: ClrHashSet) => self.items.size),
    member('bool Add(T item)', 'Adds an element; false when it is there.', (_call, self: ClrHashSet, item: unknown) =>
      self.add(item),
    ),
    member('bool Contains(T item)', 'Whether the element is in it.', (_call, self: ClrHashSet, item: unknown) =>
      self.items.has(keyFor(self.comparer, item)),
    ),
    member('bool Remove(T item)', 'Removes an element.', (_call, self: ClrHashSet, item: unknown) =>
      self.items.delete(keyFor(self.comparer, item)),
    ),
    member('void Clear()', 'Removes all.', (_call, self: ClrHashSet) => self.items.clear()),
    member('void UnionWith(IEnumerable<T> other)', 'Adds elements.', (_call, self: ClrHashSet, other: unknown) => {
      for (const item of enumerate(other)) self.add(item)
    }),
    member(
      'bool Overlaps(IEnumerable<T> other)',
      'Whether an element is in both.',
      (_call, self: ClrHashSet, other: unknown) =>
        [...enumerate(other)].some((item) => self.items.has(keyFor(self.comparer, item))),
    ),
  ],
})
