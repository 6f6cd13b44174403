import { enumeration } from '../definition.ts'

export default enumeration('System.StringComparison', 'How strings are compared.', {
  CurrentCulture: 0,
  CurrentCultureIgnoreCase: 1,
  InvariantCulture: 2,
  InvariantCultureIgnoreCase: 3,
  Ordinal: 4,
  OrdinalIgnoreCase: 5,
})
