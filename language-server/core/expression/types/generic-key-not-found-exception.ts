import { exception } from '../exception-definition.ts'

export default exception({
  name: 'System.Collections.Generic.KeyNotFoundException',
  summary: 'A key that a dictionary does not have.',
  base: 'System.Exception',
  message: 'The given key was not present in the dictionary.',
})
