import { ClrHasher } from '../clr/hasher.ts'
import { member, type } from '../definition.ts'

export default type({
  name: 'System.Security.Cryptography.SHA1',
  summary: 'The hash SHA1.',
  bases: ['System.Security.Cryptography.HashAlgorithm'],
  statics: [member('SHA1 Create()', 'An object that computes it.', () => new ClrHasher('SHA1', 'SHA1'))],
})
