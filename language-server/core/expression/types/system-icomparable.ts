import { compare } from '../clr/equality.ts'
import { member, type } from '../definition.ts'

export default type({
  name: 'System.IComparable',
  summary: 'What has an order.',
  kind: 'interface',
  members: [
    member('int CompareTo(object obj)', 'Its order beside another.', (_call, self: unknown, other: unknown) =>
      compare(self, other),
    ),
  ],
})
