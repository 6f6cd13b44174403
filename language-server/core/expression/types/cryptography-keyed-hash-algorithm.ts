import type { ClrHasher } from '../clr/hasher.ts'
import { type Call, member, type } from '../definition.ts'

export default type({
  name: 'System.Security.Cryptography.KeyedHashAlgorithm',
  summary: 'Computes a hash with a key.',
  bases: ['System.Security.Cryptography.HashAlgorithm'],
  members: [
    member(
      'byte[] Key',
      'The key.',
      (_call, self: ClrHasher) => self.key ?? new Uint8Array(0),
      (_call: Call, self: ClrHasher, key: Uint8Array) => {
        self.key = key
      },
    ),
  ],
})
