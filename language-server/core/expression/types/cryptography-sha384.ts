import { ClrHasher } from '../clr/hasher.ts'
import { member, type } from '../definition.ts'

export default type({
  name: 'System.Security.Cryptography.SHA384',
  summary: 'The hash SHA384.',
  bases: ['System.Security.Cryptography.HashAlgorithm'],
  statics: [member('SHA384 Create()', 'An object that computes it.', () => new ClrHasher('SHA384', 'SHA384'))],
})
