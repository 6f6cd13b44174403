import { ClrBox } from '../clr/box.ts'
import { chance } from '../clr/cipher.ts'
import { argumentNull } from '../clr/clr-exception.ts'
import { type Call, member, type } from '../definition.ts'

const name = 'System.Security.Cryptography.RNGCryptoServiceProvider'

/** https://learn.microsoft.com/dotnet/api/system.security.cryptography.rngcryptoserviceprovider */
export default type({
  name,
  summary: 'Random bytes.',
  ctors: [member('()', 'A generator.', () => new ClrBox(name, null))],
  members: [
    member('void GetBytes(byte[] data)', 'Fills an array.', (call: Call, _self, data: Uint8Array | null) => {
      if (data === null) throw argumentNull('data')
      data.set(chance(call, data.length))
      return null
    }),
    member(
      'void GetBytes(byte[] data, int offset, int count)',
      'Fills a part of an array.',
      (call: Call, _self, data: Uint8Array, from: number, count: number) => {
        data.set(chance(call, count), from)
        return null
      },
    ),
    member(
      'void GetNonZeroBytes(byte[] data)',
      'Fills an array with bytes that are not 0.',
      (call: Call, _self, data: Uint8Array | null) => {
        if (data === null) throw argumentNull('data')
        data.set(chance(call, data.length).map((byte) => (byte === 0 ? 1 : byte)))
        return null
      },
    ),
    member('void Dispose()', 'Frees it.', () => null),
  ],
})
