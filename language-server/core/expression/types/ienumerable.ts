import { type } from '../definition.ts'

export default type({ name: 'System.Collections.IEnumerable', summary: 'What can be enumerated.', kind: 'interface' })
