import { enumeration } from '../definition.ts'

export default enumeration('Newtonsoft.Json.Formatting', 'Whether JSON is written over several lines.', {
  None: 0,
  Indented: 1,
})
