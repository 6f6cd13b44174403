import { ClrCaptures } from '../clr/matches.ts'
import type { ClrGroup } from '../clr/regex.ts'
import { member, type } from '../definition.ts'

export default type({
  name: 'System.Text.RegularExpressions.Group',
  summary: 'What a group matched.',
  bases: ['System.Text.RegularExpressions.Capture'],
  members: [
    member('bool Success', 'Whether it matched.', (_call, self: ClrGroup) => self.success),
    member('CaptureCollection Captures', 'Every stretch it matched.', (_call, self: ClrGroup) => new ClrCaptures(self)),
  ],
})
