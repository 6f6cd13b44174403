import { ClrHasher } from '../clr/hasher.ts'
import { member, type } from '../definition.ts'

export default type({
  name: 'System.Security.Cryptography.SHA1Managed',
  summary: 'The hash SHA1.',
  bases: ['System.Security.Cryptography.SHA1'],
  ctors: [member('()', 'An object that computes it.', () => new ClrHasher('SHA1Managed', 'SHA1'))],
})
