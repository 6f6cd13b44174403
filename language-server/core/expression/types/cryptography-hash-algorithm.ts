import { argument, argumentNull, outOfRange } from '../clr/clr-exception.ts'
import { type ClrHasher, hasherOf } from '../clr/hasher.ts'
import { type Call, member, type } from '../definition.ts'

/** https://learn.microsoft.com/dotnet/api/system.security.cryptography.hashalgorithm */
export default type({
  name: 'System.Security.Cryptography.HashAlgorithm',
  summary: 'Computes a hash.',
  bases: ['System.IDisposable'],
  statics: [
    member('HashAlgorithm Create()', 'SHA1.', (call: Call) => hasherOf(call, 'SHA1')),
    member(
      'HashAlgorithm Create(string hashName)',
      'A hash by its name; null for one that is not known.',
      (call: Call, name: string) => hasherOf(call, name),
    ),
  ],
  members: [
    member(
      'byte[] ComputeHash(byte[] buffer)',
      'The hash of bytes.',
      (_call, self: ClrHasher, bytes: Uint8Array | null) => {
        if (bytes === null) throw argumentNull('buffer')
        return self.compute(bytes)
      },
    ),
    member(
      'byte[] ComputeHash(byte[] buffer, int offset, int count)',
      'The hash of some bytes.',
      (_call, self: ClrHasher, bytes: Uint8Array | null, from: number, count: number) => {
        if (bytes === null) throw argumentNull('buffer')
        if (from < 0) throw outOfRange('Non-negative number required.\nParameter name: offset')
        if (count < 0 || count > bytes.length) throw argument('Value was invalid.')
        if (bytes.length - count < from) throw argument('Offset and length were out of bounds for the array.')
        return self.compute(bytes.slice(from, from + count))
      },
    ),
    member('byte[] Hash', 'What was computed last.', (_call, self: ClrHasher) => self.last),
    member('int HashSize', 'The size of the hash in bits.', (_call, self: ClrHasher) => self.size),
    member('int InputBlockSize', 'The size of what is read at once.', () => 1),
    member('int OutputBlockSize', 'The size of what is written at once.', () => 1),
    member('bool CanReuseTransform', 'Whether it may be used again.', () => true),
    member('bool CanTransformMultipleBlocks', 'Whether it takes more than one block.', () => true),
    member('void Initialize()', 'Makes it ready again.', () => null),
    member('void Dispose()', 'Frees it.', () => null),
    member('void Clear()', 'Frees it.', () => null),
  ],
})
