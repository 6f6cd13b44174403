import { type ClrHasher, keyedHasherOf } from '../clr/hasher.ts'
import { type Call, member, type } from '../definition.ts'

export default type({
  name: 'System.Security.Cryptography.HMAC',
  summary: 'A hash-based message authentication code.',
  bases: ['System.Security.Cryptography.KeyedHashAlgorithm'],
  statics: [
    member('HMAC Create()', 'HMACSHA1.', (call: Call) => keyedHasherOf(call, 'HMACSHA1')),
    member(
      'HMAC Create(string algorithmName)',
      'One by its name; null for one that is not known.',
      (call: Call, name: string) => keyedHasherOf(call, name),
    ),
  ],
  members: [member('string HashName', 'The name of its hash.', (_call, self: ClrHasher) => self.algorithm)],
})
