import { type } from '../definition.ts'

export default type({
  name: 'System.Collections.Generic.IEnumerable<out T>',
  summary: 'What can be enumerated, element by element.',
  kind: 'interface',
  bases: ['System.Collections.IEnumerable'],
})
