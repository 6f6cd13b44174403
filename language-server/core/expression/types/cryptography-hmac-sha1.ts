import { ClrHasher } from '../clr/hasher.ts'
import { type Call, member, type } from '../definition.ts'

export default type({
  name: 'System.Security.Cryptography.HMACSHA1',
  summary: 'A message authentication code with SHA1.',
  bases: ['System.Security.Cryptography.HMAC'],
  ctors: [
    member(
      '()',
      'With a key by chance.',
      (call: Call) =>
        new ClrHasher(
          'HMACSHA1',
          'SHA1',
          Uint8Array.from({ length: 64 }, () => Math.floor(call.host.random() * 256)),
        ),
    ),
    member('(byte[] key)', 'With a key.', (_call: Call, key: Uint8Array) => new ClrHasher('HMACSHA1', 'SHA1', key)),
  ],
})
