import { XText } from '../clr/xml.ts'
import { type Call, member, type } from '../definition.ts'

export default type({
  name: 'System.Xml.Linq.XText',
  summary: 'Text.',
  bases: ['System.Xml.Linq.XNode'],
  ctors: [member('(string value)', 'A text.', (_call: Call, text: string) => new XText(text))],
  members: [
    member(
      'string Value',
      'The text.',
      (_call, self: XText) => self.value,
      (_call: Call, self: XText, value: string) => {
        self.value = value
      },
    ),
  ],
})
