import { exception } from '../exception-definition.ts'

export default exception({
  name: 'System.DivideByZeroException',
  summary: 'A division by zero.',
  base: 'System.ArithmeticException',
  message: 'Attempted to divide by zero.',
})
