import { member, type } from '../definition.ts'

export default type({
  name: 'System.Security.Cryptography.RSA',
  summary: 'RSA.',
  bases: ['System.Security.Cryptography.AsymmetricAlgorithm'],
  statics: [member('RSA Create()', 'A new key.')],
  members: [
    member('byte[] SignData(byte[] data, HashAlgorithmName hashAlgorithm, RSASignaturePadding padding)', 'Signs.'),
    member(
      'bool VerifyData(byte[] data, byte[] signature, HashAlgorithmName hashAlgorithm, RSASignaturePadding padding)',
      'Verifies.',
    ),
    member(
      'byte[] SignHash(byte[] hash, HashAlgorithmName hashAlgorithm, RSASignaturePadding padding)',
      'Signs a hash.',
    ),
    member('byte[] Encrypt(byte[] data, RSAEncryptionPadding padding)', 'Encrypts.'),
    member('byte[] Decrypt(byte[] data, RSAEncryptionPadding padding)', 'Decrypts.'),
  ],
})
