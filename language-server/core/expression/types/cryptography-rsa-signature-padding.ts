import { ClrNamed } from '../clr/rsa.ts'
import { member, type } from '../definition.ts'

export default type({
  name: 'System.Security.Cryptography.RSASignaturePadding',
  summary: 'How a signature is padded.',
  statics: ['Pkcs1', 'Pss'].map((name) =>
    member(
      `RSASignaturePadding ${name}`,
      name === 'Pss' ? 'PSS.' : 'PKCS #1.',
      () => new ClrNamed('RSASignaturePadding', name),
    ),
  ),
})
