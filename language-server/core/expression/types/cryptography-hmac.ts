import { type } from '../definition.ts'

export default type({
  name: 'System.Security.Cryptography.HMAC',
  summary: 'A hash-based message authentication code.',
  bases: ['System.Security.Cryptography.KeyedHashAlgorithm'],
})
