import { ClrHasher } from '../clr/hasher.ts'
import { member, type } from '../definition.ts'

export default type({
  name: 'System.Security.Cryptography.SHA256',
  summary: 'The hash SHA256.',
  bases: ['System.Security.Cryptography.HashAlgorithm'],
  statics: [member('SHA256 Create()', 'An object that computes it.', () => new ClrHasher('SHA256', 'SHA256'))],
})
