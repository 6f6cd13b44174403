import { ClrNamed } from '../clr/rsa.ts'
import { member, type } from '../definition.ts'

export default type({
  name: 'System.Security.Cryptography.RSAEncryptionPadding',
  summary: 'How a message is padded.',
  statics: ['Pkcs1', 'OaepSHA1', 'OaepSHA256', 'OaepSHA384', 'OaepSHA512'].map((name) =>
    member(
      `RSAEncryptionPadding ${name}`,
      name === 'Pkcs1' ? 'PKCS #1.' : 'OAEP.',
      () => new ClrNamed('RSAEncryptionPadding', name),
    ),
  ),
})
