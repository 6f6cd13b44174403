import { XCData } from '../clr/xml.ts'
import { type Call, member, type } from '../definition.ts'

export default type({
  name: 'System.Xml.Linq.XCData',
  summary: 'A CDATA section.',
  bases: ['System.Xml.Linq.XText'],
  ctors: [member('(string value)', 'A text.', (_call: Call, text: string) => new XCData(text))],
  members: [member('string Value', 'The text.', (_call, self: XCData) => self.value)],
})
