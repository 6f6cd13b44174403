import { member, type } from '../definition.ts'

export default type({
  name: 'System.Security.Cryptography.AsymmetricAlgorithm',
  summary: 'An algorithm with two keys.',
  members: [member('int KeySize', 'The size of the key.'), member('void Dispose()', 'Frees it.')],
})
