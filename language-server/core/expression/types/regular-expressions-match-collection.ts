import { listAt } from '../clr/collections.ts'
import type { ClrMatches } from '../clr/matches.ts'
import { member, type } from '../definition.ts'

export default type({
  name: 'System.Text.RegularExpressions.MatchCollection',
  summary: 'All matches.',
  bases: ['System.Collections.IEnumerable'],
  members: [
    member('int Count', 'How many there are.', (_call, self: ClrMatches) => self.items.length),
    member('Match this[int i]', 'One of them.', (_call, self: ClrMatches, index: number) => listAt(self, index)),
    member('IEnumerator<Match> GetEnumerator()', 'Each of them.'),
  ],
})
