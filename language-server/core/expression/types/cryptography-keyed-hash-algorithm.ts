import { argumentNull } from '../clr/clr-exception.ts'
import { type ClrHasher, keyedHasherOf } from '../clr/hasher.ts'
import { type Call, member, type } from '../definition.ts'

export default type({
  name: 'System.Security.Cryptography.KeyedHashAlgorithm',
  summary: 'Computes a hash with a key.',
  bases: ['System.Security.Cryptography.HashAlgorithm'],
  statics: [
    member('KeyedHashAlgorithm Create()', 'HMACSHA1.', (call: Call) => keyedHasherOf(call, 'HMACSHA1')),
    member(
      'KeyedHashAlgorithm Create(string algName)',
      'One by its name; null for one that is not known.',
      (call: Call, name: string) => keyedHasherOf(call, name),
    ),
  ],
  members: [
    member(
      'byte[] Key',
      'The key.',
      (_call, self: ClrHasher) => self.key ?? new Uint8Array(0),
      (_call: Call, self: ClrHasher, key: Uint8Array | null) => {
        if (key === null) throw argumentNull('value')
        self.key = key
      },
    ),
  ],
})
