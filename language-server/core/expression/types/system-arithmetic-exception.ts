import { exception } from '../exception-definition.ts'

export default exception({
  name: 'System.ArithmeticException',
  summary: 'Arithmetic that has no result.',
  base: 'System.Exception',
  message: 'Overflow or underflow in the arithmetic operation.',
})
