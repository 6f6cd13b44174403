import { enumeration } from '../definition.ts'

export default enumeration('System.StringSplitOptions', 'Whether Split leaves out empty parts.', {
  None: 0,
  RemoveEmptyEntries: 1,
})
