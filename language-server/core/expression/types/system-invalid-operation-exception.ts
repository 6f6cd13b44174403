import { exception } from '../exception-definition.ts'

export default exception({
  name: 'System.InvalidOperationException',
  summary: 'A call that the state of an object does not allow.',
  base: 'System.Exception',
  message: 'Operation is not valid due to the current state of the object.',
})
