import type { ClrCapture } from '../clr/regex.ts'
import { member, type } from '../definition.ts'

export default type({
  name: 'System.Text.RegularExpressions.Capture',
  summary: 'A stretch that was matched.',
  members: [
    member('string Value', 'The text.', (_call, self: ClrCapture) => self.value),
    member('int Index', 'Where it is.', (_call, self: ClrCapture) => self.index),
    member('int Length', 'How long it is.', (_call, self: ClrCapture) => self.value.length),
  ],
})
