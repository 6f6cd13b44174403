import { exception } from '../exception-definition.ts'

export default exception({
  name: 'Newtonsoft.Json.JsonReaderException',
  summary: 'A text that is no JSON.',
  base: 'Newtonsoft.Json.JsonException',
  message: "Exception of type 'Newtonsoft.Json.JsonReaderException' was thrown.",
})
