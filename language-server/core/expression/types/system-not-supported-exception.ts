import { exception } from '../exception-definition.ts'

export default exception({
  name: 'System.NotSupportedException',
  summary: 'Something that is not supported.',
  base: 'System.Exception',
  message: 'Specified method is not supported.',
})
