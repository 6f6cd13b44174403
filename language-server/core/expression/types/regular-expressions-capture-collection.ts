import { listAt } from '../clr/collections.ts'
import type { ClrCaptures } from '../clr/matches.ts'
import { member, type } from '../definition.ts'

export default type({
  name: 'System.Text.RegularExpressions.CaptureCollection',
  summary: 'Stretches that were matched.',
  bases: ['System.Collections.IEnumerable'],
  members: [
    member('int Count', 'How many there are.', (_call, self: ClrCaptures) => self.items.length),
    member('Capture this[int i]', 'One of them.', (_call, self: ClrCaptures, index: number) => listAt(self, index)),
    member('IEnumerator<Capture> GetEnumerator()', 'Each of them.'),
  ],
})
