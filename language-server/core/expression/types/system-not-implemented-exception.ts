import { exception } from '../exception-definition.ts'

export default exception({
  name: 'System.NotImplementedException',
  summary: 'Something that is not implemented.',
  base: 'System.Exception',
  message: 'The method or operation is not implemented.',
})
