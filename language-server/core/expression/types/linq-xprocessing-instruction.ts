import { XInstruction } from '../clr/xml.ts'
import { type Call, member, type } from '../definition.ts'

export default type({
  name: 'System.Xml.Linq.XProcessingInstruction',
  summary: 'A processing instruction.',
  bases: ['System.Xml.Linq.XNode'],
  ctors: [
    member(
      '(string target, string data)',
      'An instruction.',
      (_call: Call, target: string, data: string) => new XInstruction(target, data),
    ),
  ],
  members: [
    member('string Target', 'Whom it is for.', (_call, self: XInstruction) => self.target),
    member('string Data', 'What it says.', (_call, self: XInstruction) => self.data),
  ],
})
