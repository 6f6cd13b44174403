import { type } from '../definition.ts'

export default type({ name: 'System.IFormatProvider', summary: 'A culture.', kind: 'interface' })
