import { enumeration } from '../definition.ts'

export default enumeration('System.UriKind', 'Whether a URI is absolute.', {
  RelativeOrAbsolute: 0,
  Absolute: 1,
  Relative: 2,
})
