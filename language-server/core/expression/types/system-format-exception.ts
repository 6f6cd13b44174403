import { exception } from '../exception-definition.ts'

export default exception({
  name: 'System.FormatException',
  summary: 'A text that is not in the form it should have.',
  base: 'System.Exception',
  message: 'One of the identified items was in an invalid format.',
})
