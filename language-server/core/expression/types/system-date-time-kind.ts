import { enumeration } from '../definition.ts'

export default enumeration('System.DateTimeKind', 'Which clock a DateTime is of.', {
  Unspecified: 0,
  Utc: 1,
  Local: 2,
})
