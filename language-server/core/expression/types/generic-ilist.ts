import { ClrException, outOfRange } from '../clr/clr-exception.ts'
import { ClrList, enumerate, listAt } from '../clr/collections.ts'
import { equal } from '../clr/equality.ts'
import { type Call, member, type } from '../definition.ts'

export default type({
  name: 'System.Collections.Generic.IList<T>',
  summary: 'A list.',
  kind: 'interface',
  bases: ['System.Collections.Generic.ICollection<T>'],
  members: [
    member(
      'T this[int index]',
      'The element at an index.',
      (_call, self: unknown, index: number) => listAt(self, index),
      (_call: Call, self: ClrList, index: number, value: unknown) => {
        listAt(self, index)
        self.items[index] = value
      },
    ),
    member(
      'int IndexOf(T item)',
      'Where the element is first; -1 when nowhere.',
      (_call, self: unknown, item: unknown) => [...enumerate(self)].findIndex((one) => equal(one, item)),
    ),
    member(
      'void Insert(int index, T item)',
      'Puts an element in.',
      (_call, self: unknown, index: number, item: unknown) => {
        if (!(self instanceof ClrList))
          throw new ClrException('System.NotSupportedException', 'Collection was of a fixed size.')
        if (index < 0 || index > self.items.length)
          throw outOfRange('Index must be within the bounds of the List.\nParameter name: index')
        self.items.splice(index, 0, item)
        self.version++
      },
    ),
    member('void RemoveAt(int index)', 'Takes an element out.', (_call, self: unknown, index: number) => {
      if (!(self instanceof ClrList))
        throw new ClrException('System.NotSupportedException', 'Collection was of a fixed size.')
      listAt(self, index)
      self.items.splice(index, 1)
      self.version++
    }),
  ],
})
