import { ClrRsa } from '../clr/rsa.ts'
import { type Call, member, type } from '../definition.ts'

export default type({
  name: 'System.Security.Cryptography.AsymmetricAlgorithm',
  summary: 'An algorithm with two keys.',
  statics: [
    member(
      'AsymmetricAlgorithm Create(string algName)',
      'An algorithm by its name; null for one that is not known.',
      (_call, name: string) =>
        /^(RSA|System\.Security\.Cryptography\.(RSA|AsymmetricAlgorithm))$/.test(name) ? new ClrRsa() : null,
    ),
  ],
  members: [
    member(
      'int KeySize',
      'The size of the key in bits.',
      (call: Call, self: ClrRsa) => self.keySize(call),
      (_call: Call, self: ClrRsa, bits: number) => self.resize(bits),
    ),
    member('string SignatureAlgorithm', 'The name of the algorithm.', () => 'RSA'),
    member('string KeyExchangeAlgorithm', 'The name of the algorithm.', () => 'RSA'),
    member(
      'string ToXmlString(bool includePrivateParameters)',
      'The key as XML.',
      (call: Call, self: ClrRsa, all: boolean) => self.xml(call, all),
    ),
    member('void Dispose()', 'Frees it.', () => null),
    member('void Clear()', 'Frees it.', () => null),
  ],
})
