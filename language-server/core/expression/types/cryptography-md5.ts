import { ClrHasher } from '../clr/hasher.ts'
import { member, type } from '../definition.ts'

export default type({
  name: 'System.Security.Cryptography.MD5',
  summary: 'The hash MD5.',
  bases: ['System.Security.Cryptography.HashAlgorithm'],
  statics: [member('MD5 Create()', 'An object that computes it.', () => new ClrHasher('MD5', 'MD5'))],
})
