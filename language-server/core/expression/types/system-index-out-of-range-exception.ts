import { exception } from '../exception-definition.ts'

export default exception({
  name: 'System.IndexOutOfRangeException',
  summary: 'An index outside of an array.',
  base: 'System.Exception',
  message: 'Index was outside the bounds of the array.',
})
