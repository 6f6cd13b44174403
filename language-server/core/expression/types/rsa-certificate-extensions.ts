import type { ClrCertificate } from '../clr/certificate.ts'
import { argumentNull } from '../clr/clr-exception.ts'
import { ClrRsa } from '../clr/rsa.ts'
import { type Call, member, type } from '../definition.ts'

/** https://learn.microsoft.com/dotnet/api/system.security.cryptography.x509certificates.rsacertificateextensions */
export default type({
  name: 'System.Security.Cryptography.X509Certificates.RSACertificateExtensions',
  summary: 'The RSA keys of certificates.',
  kind: 'static',
  statics: [
    member(
      'RSA GetRSAPrivateKey(this X509Certificate2 certificate)',
      'The private key; null when there is none.',
      (_call, certificate: ClrCertificate | null) => {
        if (certificate === null) throw argumentNull('certificate')
        const { privateKey } = certificate.model
        return privateKey === undefined ? null : new ClrRsa(privateKey)
      },
    ),
    member(
      'RSA GetRSAPublicKey(this X509Certificate2 certificate)',
      'The public key; null when it is no RSA key.',
      (call: Call, certificate: ClrCertificate | null) => {
        if (certificate === null) throw argumentNull('certificate')
        const { publicKey } = certificate.read(call)
        return call.host.crypto?.key(publicKey) ? new ClrRsa(publicKey) : null
      },
    ),
  ],
})
