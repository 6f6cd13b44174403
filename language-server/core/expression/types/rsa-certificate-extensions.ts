import { member, type } from '../definition.ts'

export default type({
  name: 'System.Security.Cryptography.X509Certificates.RSACertificateExtensions',
  summary: 'The RSA keys of certificates.',
  kind: 'static',
  statics: [
    member('RSA GetRSAPrivateKey(this X509Certificate2 certificate)', 'The private key.'),
    member('RSA GetRSAPublicKey(this X509Certificate2 certificate)', 'The public key.'),
  ],
})
