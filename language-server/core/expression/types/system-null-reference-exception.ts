import { exception } from '../exception-definition.ts'

export default exception({
  name: 'System.NullReferenceException',
  summary: 'A member of null.',
  base: 'System.Exception',
  message: 'Object reference not set to an instance of an object.',
})
