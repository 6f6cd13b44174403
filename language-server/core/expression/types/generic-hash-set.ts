import { argumentNull } from '../clr/clr-exception.ts'
import { types } from '../clr/clr-type.ts'
import { type ClrComparer, ClrHashSet, enumerate, keyFor, setArrayAt } from '../clr/collections.ts'
import { type Call, member, type } from '../definition.ts'

function setOf(call: Call, items: unknown, comparer: ClrComparer | null): ClrHashSet {
  const set = new ClrHashSet(call.typeArgs[0] ?? types.object, comparer)
  if (items === null) throw argumentNull('collection')
  for (const item of enumerate(items)) set.add(item)
  return set
}

function others(other: unknown): Iterable<unknown> {
  if (other === null) throw argumentNull('other')
  return enumerate(other)
}
const keysOf = (self: ClrHashSet, other: unknown): Set<unknown> =>
  new Set([...others(other)].map((item) => keyFor(self.comparer, item)))
const isWithin = (some: ReadonlySet<unknown>, all: ReadonlySet<unknown>): boolean =>
  [...some].every((key) => all.has(key))

export default type({
  name: 'System.Collections.Generic.HashSet<T>',
  summary: 'A set.',
  kind: 'class',
  bases: ['System.Object', 'System.Collections.Generic.ISet<T>'],
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
      for (const item of others(other)) self.add(item)
    }),
    member(
      'bool Overlaps(IEnumerable<T> other)',
      'Whether an element is in both.',
      (_call, self: ClrHashSet, other: unknown) =>
        [...others(other)].some((item) => self.items.has(keyFor(self.comparer, item))),
    ),
    member('void ExceptWith(IEnumerable<T> other)', 'Removes elements.', (_call, self: ClrHashSet, other: unknown) => {
      for (const item of [...others(other)]) self.items.delete(keyFor(self.comparer, item))
    }),
    member(
      'void IntersectWith(IEnumerable<T> other)',
      'Keeps the elements that are in both.',
      (_call, self: ClrHashSet, other: unknown) => {
        const keys = keysOf(self, other)
        for (const key of [...self.items.keys()]) if (!keys.has(key)) self.items.delete(key)
      },
    ),
    member(
      'void SymmetricExceptWith(IEnumerable<T> other)',
      'Keeps the elements that are in one of them.',
      (_call, self: ClrHashSet, other: unknown) => {
        for (const [key, item] of new Map([...others(other)].map((one) => [keyFor(self.comparer, one), one])))
          if (!self.items.delete(key)) self.items.set(key, item)
      },
    ),
    member(
      'bool IsSubsetOf(IEnumerable<T> other)',
      'Whether all its elements are in the other.',
      (_call, self: ClrHashSet, other: unknown) => isWithin(new Set(self.items.keys()), keysOf(self, other)),
    ),
    member(
      'bool IsSupersetOf(IEnumerable<T> other)',
      'Whether all elements of the other are in it.',
      (_call, self: ClrHashSet, other: unknown) => isWithin(keysOf(self, other), new Set(self.items.keys())),
    ),
    member(
      'bool IsProperSubsetOf(IEnumerable<T> other)',
      'Whether the other has all its elements and more.',
      (_call, self: ClrHashSet, other: unknown) => {
        const keys = keysOf(self, other)
        return keys.size > self.items.size && isWithin(new Set(self.items.keys()), keys)
      },
    ),
    member(
      'bool IsProperSupersetOf(IEnumerable<T> other)',
      'Whether it has all elements of the other and more.',
      (_call, self: ClrHashSet, other: unknown) => {
        const keys = keysOf(self, other)
        return keys.size < self.items.size && isWithin(keys, new Set(self.items.keys()))
      },
    ),
    member(
      'bool SetEquals(IEnumerable<T> other)',
      'Whether both have the same elements.',
      (_call, self: ClrHashSet, other: unknown) => {
        const keys = keysOf(self, other)
        return keys.size === self.items.size && isWithin(keys, new Set(self.items.keys()))
      },
    ),
    member(
      'int RemoveWhere(Predicate<T> match)',
      'Removes the elements that match.',
      (_call, self: ClrHashSet, match: (item: unknown) => unknown) => {
        const before = self.items.size
        for (const [key, item] of [...self.items]) if (match(item) === true) self.items.delete(key)
        return before - self.items.size
      },
    ),
    member('void CopyTo(T[] array)', 'Copies all elements.', (_call, self: ClrHashSet, array: unknown) => {
      let at = 0
      for (const item of self) setArrayAt(array, at++, item)
    }),
    member('void TrimExcess()', 'Gives back what is not needed.', () => null),
  ],
})
