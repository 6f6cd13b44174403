import { type } from '../definition.ts'

export default type({
  name: 'Newtonsoft.Json.Linq.JEnumerable<out T>',
  summary: 'A sequence of tokens.',
  kind: 'interface',
  bases: ['System.Collections.Generic.IEnumerable<T>'],
})
