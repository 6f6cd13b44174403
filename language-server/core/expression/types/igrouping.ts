import type { ClrGrouping } from '../clr/grouping.ts'
import { member, type } from '../definition.ts'

export default type({
  name: 'System.Linq.IGrouping<out TKey, out TElement>',
  summary: 'Elements with a key they have in common.',
  kind: 'interface',
  bases: ['System.Collections.Generic.IEnumerable<TElement>'],
  members: [member('TKey Key', 'The key.', (_call, self: ClrGrouping) => self.key)],
})
