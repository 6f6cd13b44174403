import { exception } from '../exception-definition.ts'

export default exception({
  name: 'System.OverflowException',
  summary: 'A number that its type cannot hold.',
  base: 'System.ArithmeticException',
  message: 'Arithmetic operation resulted in an overflow.',
})
