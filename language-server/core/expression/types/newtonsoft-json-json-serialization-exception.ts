import { exception } from '../exception-definition.ts'

export default exception({
  name: 'Newtonsoft.Json.JsonSerializationException',
  summary: 'JSON that does not fit a type.',
  base: 'Newtonsoft.Json.JsonException',
  message: "Exception of type 'Newtonsoft.Json.JsonSerializationException' was thrown.",
})
