import { hashKey } from '../clr/equality.ts'
import type { ClrLookup } from '../clr/lookup.ts'
import { member, type } from '../definition.ts'

export default type({
  name: 'System.Linq.ILookup<TKey, TElement>',
  summary: 'Groups by their keys.',
  kind: 'interface',
  bases: ['System.Collections.Generic.IEnumerable<IGrouping<TKey, TElement>>'],
  members: [
    member('int Count', 'How many keys there are.', (_call, self: ClrLookup) => self.groups.size),
    member(
      'IEnumerable<TElement> this[TKey key]',
      'The elements with a key; none where there is no such key.',
      (_call, self: ClrLookup, key: unknown) => self.of(hashKey(key)),
    ),
    member('bool Contains(TKey key)', 'Whether there is such a key.', (_call, self: ClrLookup, key: unknown) =>
      self.groups.has(hashKey(key)),
    ),
  ],
})
