import type { XNode } from '../clr/xml.ts'
import { member, type } from '../definition.ts'

export default type({
  name: 'System.Xml.Linq.XObject',
  summary: 'A node or an attribute.',
  members: [member('XElement Parent', 'The element it is in.', (_call, self: XNode) => self.parent)],
})
