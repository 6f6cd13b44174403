import { ClrHasher } from '../clr/hasher.ts'
import { member, type } from '../definition.ts'

export default type({
  name: 'System.Security.Cryptography.SHA512Managed',
  summary: 'The hash SHA512.',
  bases: ['System.Security.Cryptography.SHA512'],
  ctors: [member('()', 'An object that computes it.', () => new ClrHasher('SHA512Managed', 'SHA512'))],
})
