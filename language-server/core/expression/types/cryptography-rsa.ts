import { type ClrNamed, ClrRsa } from '../clr/rsa.ts'
import { type Call, member, type } from '../definition.ts'

const part = (bytes: Uint8Array, from: number, count: number): Uint8Array => bytes.slice(from, from + count)

/** https://learn.microsoft.com/dotnet/api/system.security.cryptography.rsa */
export default type({
  name: 'System.Security.Cryptography.RSA',
  summary: 'RSA, with the cryptography of the host.',
  bases: ['System.Security.Cryptography.AsymmetricAlgorithm'],
  statics: [member('RSA Create()', 'A new key.', () => new ClrRsa())],
  members: [
    member(
      'byte[] SignData(byte[] data, HashAlgorithmName hashAlgorithm, RSASignaturePadding padding)',
      'Signs.',
      (call: Call, self: ClrRsa, data: Uint8Array, hash: ClrNamed, padding: ClrNamed) =>
        self.sign(call, { data, hash, padding, isHash: false }),
    ),
    member(
      'byte[] SignData(byte[] data, int offset, int count, HashAlgorithmName hashAlgorithm, RSASignaturePadding padding)',
      'Signs a part.',
      (call: Call, self: ClrRsa, data: Uint8Array, from: number, count: number, hash: ClrNamed, padding: ClrNamed) =>
        self.sign(call, { data: part(data, from, count), hash, padding, isHash: false }),
    ),
    member(
      'byte[] SignHash(byte[] hash, HashAlgorithmName hashAlgorithm, RSASignaturePadding padding)',
      'Signs a hash.',
      (call: Call, self: ClrRsa, data: Uint8Array, hash: ClrNamed, padding: ClrNamed) =>
        self.sign(call, { data, hash, padding, isHash: true }),
    ),
    member(
      'bool VerifyData(byte[] data, byte[] signature, HashAlgorithmName hashAlgorithm, RSASignaturePadding padding)',
      'Verifies.',
      (call: Call, self: ClrRsa, data: Uint8Array, signature: Uint8Array, hash: ClrNamed, padding: ClrNamed) =>
        self.verify(call, signature, { data, hash, padding, isHash: false }),
    ),
    member(
      'bool VerifyHash(byte[] hash, byte[] signature, HashAlgorithmName hashAlgorithm, RSASignaturePadding padding)',
      'Verifies a hash.',
      (call: Call, self: ClrRsa, data: Uint8Array, signature: Uint8Array, hash: ClrNamed, padding: ClrNamed) =>
        self.verify(call, signature, { data, hash, padding, isHash: true }),
    ),
    member(
      'byte[] Encrypt(byte[] data, RSAEncryptionPadding padding)',
      'Encrypts.',
      (call: Call, self: ClrRsa, data: Uint8Array, padding: ClrNamed) => self.crypt(call, 'encrypt', { data, padding }),
    ),
    member(
      'byte[] Decrypt(byte[] data, RSAEncryptionPadding padding)',
      'Decrypts.',
      (call: Call, self: ClrRsa, data: Uint8Array, padding: ClrNamed) => self.crypt(call, 'decrypt', { data, padding }),
    ),
  ],
})
