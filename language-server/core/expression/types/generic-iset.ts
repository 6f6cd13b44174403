import { type ClrHashSet, enumerate, keyFor } from '../clr/collections.ts'
import { member, type } from '../definition.ts'

export default type({
  name: 'System.Collections.Generic.ISet<T>',
  summary: 'A set.',
  kind: 'interface',
  bases: ['System.Collections.Generic.ICollection<T>'],
  members: [
    member('bool Add(T item)', 'Adds an element; false when it is there.', (_call, self: ClrHashSet, item: unknown) =>
      self.add(item),
    ),
    member('void UnionWith(IEnumerable<T> other)', 'Adds elements.', (_call, self: ClrHashSet, other: unknown) => {
      for (const item of enumerate(other)) self.add(item)
    }),
    member('void ExceptWith(IEnumerable<T> other)', 'Removes elements.', (_call, self: ClrHashSet, other: unknown) => {
      for (const item of [...enumerate(other)]) self.items.delete(keyFor(self.comparer, item))
    }),
    member(
      'bool Overlaps(IEnumerable<T> other)',
      'Whether an element is in both.',
      (_call, self: ClrHashSet, other: unknown) =>
        [...enumerate(other)].some((item) => self.items.has(keyFor(self.comparer, item))),
    ),
  ],
})
