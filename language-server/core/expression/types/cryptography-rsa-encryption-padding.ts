import { member, type } from '../definition.ts'

export default type({
  name: 'System.Security.Cryptography.RSAEncryptionPadding',
  summary: 'How a message is padded.',
  statics: [
    member('RSAEncryptionPadding Pkcs1', 'PKCS #1.'),
    member('RSAEncryptionPadding OaepSHA1', 'OAEP.'),
    member('RSAEncryptionPadding OaepSHA256', 'OAEP.'),
  ],
})
