import { ClrGroups } from '../clr/matches.ts'
import type { ClrMatch } from '../clr/regex.ts'
import { member, type } from '../definition.ts'

export default type({
  name: 'System.Text.RegularExpressions.Match',
  summary: 'What a pattern matched.',
  bases: ['System.Text.RegularExpressions.Group'],
  members: [
    member('GroupCollection Groups', 'What its groups matched.', (_call, self: ClrMatch) => new ClrGroups(self)),
    member('Match NextMatch()', 'The match after it.', (_call, self: ClrMatch) => self.again?.() ?? self),
    member('string Result(string replacement)', 'A replacement for it.', (_call, self: ClrMatch, by: string) =>
      self.expand(by),
    ),
  ],
})
