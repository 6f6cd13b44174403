import { member, type } from '../definition.ts'

export default type({
  name: 'System.Security.Cryptography.RSASignaturePadding',
  summary: 'How a signature is padded.',
  statics: [member('RSASignaturePadding Pkcs1', 'PKCS #1.'), member('RSASignaturePadding Pss', 'PSS.')],
})
