import { type } from '../definition.ts'

export default type({
  name: 'System.Collections.Generic.IComparer<T>',
  summary: 'How values are ordered.',
  kind: 'interface',
})
