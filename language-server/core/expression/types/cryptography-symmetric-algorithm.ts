import { member, type } from '../definition.ts'

export default type({
  name: 'System.Security.Cryptography.SymmetricAlgorithm',
  summary: 'An algorithm with one key.',
  statics: [member('SymmetricAlgorithm Create(string algName)', 'An algorithm by its name.')],
  members: [
    member('int KeySize', 'The size of the key.'),
    member('CipherMode Mode', 'How blocks are chained.'),
    member('PaddingMode Padding', 'How the last block is filled.'),
    member('byte[] Key', 'The key.'),
    member('byte[] IV', 'The initialization vector.'),
  ],
})
