import { argumentNull } from '../clr/clr-exception.ts'
import type { ClrGroups } from '../clr/matches.ts'
import { member, type } from '../definition.ts'

export default type({
  name: 'System.Text.RegularExpressions.GroupCollection',
  summary: 'What the groups of a pattern matched.',
  bases: ['System.Collections.IEnumerable'],
  members: [
    member('int Count', 'How many there are, the whole match included.', (_call, self: ClrGroups) => self.items.length),
    member('Group this[int groupnum]', 'A group by its number.', (_call, self: ClrGroups, index: number) =>
      self.match.group(index),
    ),
    member('Group this[string groupname]', 'A group by its name.', (_call, self: ClrGroups, name: string | null) => {
      if (name === null) throw argumentNull('groupname')
      return self.match.group(name)
    }),
    member('IEnumerator<Group> GetEnumerator()', 'Each of them.'),
  ],
})
