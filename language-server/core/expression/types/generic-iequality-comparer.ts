import { type } from '../definition.ts'

export default type({
  name: 'System.Collections.Generic.IEqualityComparer<T>',
  summary: 'How values are compared for equality.',
  kind: 'interface',
})
