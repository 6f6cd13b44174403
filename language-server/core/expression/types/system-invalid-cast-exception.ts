import { exception } from '../exception-definition.ts'

export default exception({
  name: 'System.InvalidCastException',
  summary: 'A cast to a type that the value does not have.',
  base: 'System.Exception',
  message: 'Specified cast is not valid.',
})
