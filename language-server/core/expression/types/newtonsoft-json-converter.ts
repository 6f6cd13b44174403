import { type } from '../definition.ts'

export default type({ name: 'Newtonsoft.Json.JsonConverter', summary: 'Converts values to and from JSON.' })
