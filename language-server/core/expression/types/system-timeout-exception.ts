import { exception } from '../exception-definition.ts'

export default exception({
  name: 'System.TimeoutException',
  summary: 'Something that took too long.',
  base: 'System.Exception',
  message: 'The operation has timed out.',
})
