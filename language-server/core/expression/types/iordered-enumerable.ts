import { type } from '../definition.ts'

export default type({
  name: 'System.Linq.IOrderedEnumerable<out T>',
  summary: 'A sorted sequence.',
  kind: 'interface',
  bases: ['System.Collections.Generic.IEnumerable<T>'],
})
