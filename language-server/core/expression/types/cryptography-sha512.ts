import { ClrHasher } from '../clr/hasher.ts'
import { member, type } from '../definition.ts'

export default type({
  name: 'System.Security.Cryptography.SHA512',
  summary: 'The hash SHA512.',
  bases: ['System.Security.Cryptography.HashAlgorithm'],
  statics: [member('SHA512 Create()', 'An object that computes it.', () => new ClrHasher('SHA512', 'SHA512'))],
})
