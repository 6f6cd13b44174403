import { countOf } from '../clr/collections.ts'
import { member, type } from '../definition.ts'

export default type({
  name: 'System.Collections.Generic.IReadOnlyCollection<out T>',
  summary: 'A collection that is only read.',
  kind: 'interface',
  bases: ['System.Collections.Generic.IEnumerable<T>'],
  members: [member('int Count', 'How many elements it has.', (_call, self: unknown) => countOf(self))],
})
