import { listAt } from '../clr/collections.ts'
import { member, type } from '../definition.ts'

export default type({
  name: 'System.Collections.Generic.IReadOnlyList<out T>',
  summary: 'A list that is only read.',
  kind: 'interface',
  bases: ['System.Collections.Generic.IReadOnlyCollection<T>'],
  members: [
    member('T this[int index]', 'The element at an index.', (_call, self: unknown, index: number) =>
      listAt(self, index),
    ),
  ],
})
