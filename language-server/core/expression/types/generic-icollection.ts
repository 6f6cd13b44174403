import { ClrException } from '../clr/clr-exception.ts'
import { ClrHashSet, ClrList, countOf, enumerate } from '../clr/collections.ts'
import { equal } from '../clr/equality.ts'
import { member, type } from '../definition.ts'

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
      else throw new ClrException('System.NotSupportedException', 'Collection was of a fixed size.')
    }),
  ],
})
