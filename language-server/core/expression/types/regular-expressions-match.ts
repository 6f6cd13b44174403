import { argumentNull, ClrException } from '../clr/clr-exception.ts'
import { ClrGroups } from '../clr/matches.ts'
import { type ClrMatch, emptyMatch } from '../clr/regex.ts'
import { type Call, member, type } from '../definition.ts'

export default type({
  name: 'System.Text.RegularExpressions.Match',
  summary: 'What a pattern matched.',
  bases: ['System.Text.RegularExpressions.Group'],
  statics: [member('Match Empty', 'What is given where nothing matches.', () => emptyMatch)],
  members: [
    member('GroupCollection Groups', 'What its groups matched.', (_call, self: ClrMatch) => new ClrGroups(self)),
    member('Match NextMatch()', 'The match after it.', (call: Call, self: ClrMatch) => self.next(call)),
    member('string Result(string replacement)', 'A replacement for it.', (_call, self: ClrMatch, by: string | null) => {
      if (by === null) throw argumentNull('replacement')
      if (!self.success)
        throw new ClrException('System.NotSupportedException', 'Result cannot be called on a failed Match.')
      return self.expand(by)
    }),
  ],
})
