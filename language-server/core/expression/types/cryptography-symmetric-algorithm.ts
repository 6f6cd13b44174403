import { type ClrCipher, cipherOf, modes, paddings } from '../clr/cipher.ts'
import { clrType } from '../clr/clr-type.ts'
import { ClrEnum } from '../clr/values.ts'
import { type Call, member, type } from '../definition.ts'

const modeType = clrType('System.Security.Cryptography.CipherMode')
const paddingType = clrType('System.Security.Cryptography.PaddingMode')

/** https://learn.microsoft.com/dotnet/api/system.security.cryptography.symmetricalgorithm */
export default type({
  name: 'System.Security.Cryptography.SymmetricAlgorithm',
  summary: 'An algorithm with one key, with the cryptography of the host.',
  statics: [
    member(
      'SymmetricAlgorithm Create(string algName)',
      'An algorithm by its name; null for one that is not known.',
      (_call, name: string | null) => cipherOf(name),
    ),
  ],
  members: [
    member(
      'int KeySize',
      'The size of the key in bits.',
      (_call, self: ClrCipher) => self.keySize,
      (_call: Call, self: ClrCipher, bits: number) => self.setKeySize(bits),
    ),
    member('int BlockSize', 'The size of a block in bits.', (_call, self: ClrCipher) => self.blockSize),
    member(
      'CipherMode Mode',
      'How blocks are chained.',
      (_call, self: ClrCipher) => new ClrEnum(modeType, self.mode, modes),
      (_call: Call, self: ClrCipher, mode: ClrEnum) => {
        self.mode = mode.value
      },
    ),
    member(
      'PaddingMode Padding',
      'How the last block is filled.',
      (_call, self: ClrCipher) => new ClrEnum(paddingType, self.padding, paddings),
      (_call: Call, self: ClrCipher, padding: ClrEnum) => {
        self.padding = padding.value
      },
    ),
    member(
      'byte[] Key',
      'The key; one by chance unless it is set.',
      (call: Call, self: ClrCipher) => self.key(call),
      (_call: Call, self: ClrCipher, key: Uint8Array | null) => self.setKey(key),
    ),
    member(
      'byte[] IV',
      'The initialization vector; one by chance unless it is set.',
      (call: Call, self: ClrCipher) => self.iv(call),
      (_call: Call, self: ClrCipher, iv: Uint8Array | null) => self.setIv(iv),
    ),
    member('void GenerateKey()', 'Takes another key by chance.', (_call, self: ClrCipher) => {
      self.forget('key')
      return null
    }),
    member('void GenerateIV()', 'Takes another vector by chance.', (_call, self: ClrCipher) => {
      self.forget('iv')
      return null
    }),
    member(
      'bool ValidKeySize(int bitLength)',
      'Whether a key may be as long.',
      (_call, self: ClrCipher, bits: number) => self.validKeySize(bits),
    ),
    member('void Dispose()', 'Frees it.', () => null),
    member('void Clear()', 'Frees it.', () => null),
  ],
})
