import { member, type } from '../definition.ts'

export default type({
  name: 'System.Text.RegularExpressions.CaptureCollection',
  summary: 'Stretches that were matched.',
  members: [member('int Count', 'How many there are.'), member('Capture this[int i]', 'One of them.')],
})
