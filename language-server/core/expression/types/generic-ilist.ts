import { type ClrList, enumerate, listAt } from '../clr/collections.ts'
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
  ],
})
