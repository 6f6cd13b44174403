import { exception } from '../exception-definition.ts'

export default exception({
  name: 'Newtonsoft.Json.JsonException',
  summary: 'JSON that cannot be read or written.',
  base: 'System.Exception',
  message: "Exception of type 'Newtonsoft.Json.JsonException' was thrown.",
})
