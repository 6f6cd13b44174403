import { XComment } from '../clr/xml.ts'
import { type Call, member, type } from '../definition.ts'

export default type({
  name: 'System.Xml.Linq.XComment',
  summary: 'A comment.',
  bases: ['System.Xml.Linq.XNode'],
  ctors: [member('(string value)', 'A comment.', (_call: Call, text: string) => new XComment(text))],
  members: [
    member(
      'string Value',
      'The text.',
      (_call, self: XComment) => self.value,
      (_call: Call, self: XComment, value: string) => {
        self.value = value
      },
    ),
  ],
})
