import { ClrException } from '../clr/clr-exception.ts'
import { ClrHashSet, ClrList, countOf, enumerate, keyFor, setArrayAt } from '../clr/collections.ts'
import { equal } from '../clr/equality.ts'
import { member, type } from '../definition.ts'

const fixedSize = (): Error => new ClrException('System.NotSupportedException', 'Collection was of a fixed size.')

export default type({
  name: 'System.Collections.Generic.ICollection<T>',
  summary: 'A collection that can be changed.',
  kind: 'interface',
  bases: ['System.Collections.Generic.IEnumerable<T>'],
  members: [
    member('int Count', 'How many elements it has.', (_call, self: unknown) => countOf(self)),
    member('bool Contains(T item)', 'Whether the element is in it.', (_call, self: unknown, item: unknown) =>
      [...enumerate(self)].some((one) => equal(one, item)),
    ),
    member('void Add(T item)', 'Adds an element.', (_call, self: unknown, item: unknown) => {
      if (self instanceof ClrList) {
        self.items.push(item)
        self.version++
      } else if (self instanceof ClrHashSet) self.add(item)
      else throw fixedSize()
    }),
    member(
      'bool IsReadOnly',
      'Whether it cannot be changed.',
      (_call, self: unknown) => !(self instanceof ClrList || self instanceof ClrHashSet),
    ),
    member('void Clear()', 'Removes all.', (_call, self: unknown) => {
      if (self instanceof ClrList) {
        self.items = []
        self.version++
      } else if (self instanceof ClrHashSet) self.items.clear()
      else throw fixedSize()
    }),
    member('bool Remove(T item)', 'Removes an element.', (_call, self: unknown, item: unknown) => {
      if (self instanceof ClrHashSet) return self.items.delete(keyFor(self.comparer, item))
      if (!(self instanceof ClrList)) throw fixedSize()
      const at = self.items.findIndex((one) => equal(one, item))
      if (at >= 0) {
        self.items.splice(at, 1)
        self.version++
      }
      return at >= 0
    }),
    member(
      'void CopyTo(T[] array, int arrayIndex)',
      'Copies all elements.',
      (_call, self: unknown, array: unknown, from: number) => {
        let at = from
        for (const item of enumerate(self)) setArrayAt(array, at++, item)
      },
    ),
  ],
})
