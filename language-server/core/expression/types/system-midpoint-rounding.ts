import { enumeration } from '../definition.ts'

export default enumeration('System.MidpointRounding', 'Where a half goes.', {
  ToEven: 0,
  AwayFromZero: 1,
})
