import { enumeration } from '../definition.ts'

export default enumeration('System.UriPartial', 'How much of a URI.', {
  Scheme: 0,
  Authority: 1,
  Path: 2,
  Query: 3,
})
