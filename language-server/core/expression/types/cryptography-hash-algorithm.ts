import type { ClrHasher } from '../clr/hasher.ts'
import { member, type } from '../definition.ts'

/** https://learn.microsoft.com/dotnet/api/system.security.cryptography.hashalgorithm */
export default type({
  name: 'System.Security.Cryptography.HashAlgorithm',
  summary: 'Computes a hash.',
  members: [
    member('byte[] ComputeHash(byte[] buffer)', 'The hash of bytes.', (_call, self: ClrHasher, bytes: Uint8Array) =>
      self.compute(bytes),
    ),
    member(
      'byte[] ComputeHash(byte[] buffer, int offset, int count)',
      'The hash of some bytes.',
      (_call, self: ClrHasher, bytes: Uint8Array, from: number, count: number) =>
        self.compute(bytes.slice(from, from + count)),
    ),
    member(
      'int HashSize',
      'The size of the hash in bits.',
      (_call, self: ClrHasher) => self.compute(new Uint8Array(0)).length * 8,
    ),
    member('void Dispose()', 'Frees it.', () => null),
    member('void Clear()', 'Frees it.', () => null),
  ],
})
