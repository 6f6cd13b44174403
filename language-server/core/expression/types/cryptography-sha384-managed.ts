import { ClrHasher } from '../clr/hasher.ts'
import { member, type } from '../definition.ts'

export default type({
  name: 'System.Security.Cryptography.SHA384Managed',
  summary: 'The hash SHA384.',
  bases: ['System.Security.Cryptography.SHA384'],
  ctors: [member('()', 'An object that computes it.', () => new ClrHasher('SHA384Managed', 'SHA384'))],
})
