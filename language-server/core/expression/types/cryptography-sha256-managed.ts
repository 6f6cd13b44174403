import { ClrHasher } from '../clr/hasher.ts'
import { member, type } from '../definition.ts'

export default type({
  name: 'System.Security.Cryptography.SHA256Managed',
  summary: 'The hash SHA256.',
  bases: ['System.Security.Cryptography.SHA256'],
  ctors: [member('()', 'An object that computes it.', () => new ClrHasher('SHA256Managed', 'SHA256'))],
})
