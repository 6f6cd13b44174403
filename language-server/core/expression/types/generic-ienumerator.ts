import { member, type } from '../definition.ts'

export default type({
  name: 'System.Collections.Generic.IEnumerator<out T>',
  summary: 'Goes through a sequence.',
  kind: 'interface',
  members: [member('T Current', 'The element it is at.'), member('bool MoveNext()', 'Goes to the next element.')],
})
