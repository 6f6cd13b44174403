import { member, type } from '../definition.ts'

export default type({
  name: 'System.Security.Cryptography.X509Certificates.X509Certificate2',
  summary: 'A certificate.',
  bases: ['System.Security.Cryptography.X509Certificates.X509Certificate'],
  ctors: [
    member('(byte[] rawData)', 'Reads a certificate.'),
    member('(byte[] rawData, string password)', 'Reads a certificate with its key.'),
  ],
  members: [
    member('string Thumbprint', 'The thumbprint.'),
    member('string FriendlyName', 'The name.'),
    member('string SerialNumber', 'The serial number.'),
    member('DateTime NotAfter', 'When it expires.'),
    member('DateTime NotBefore', 'From when it is valid.'),
    member('bool HasPrivateKey', 'Whether it has a key.'),
    member('byte[] RawData', 'The certificate as bytes.'),
    member('int Version', 'The version.'),
    member('AsymmetricAlgorithm PrivateKey', 'The key.'),
    member('X500DistinguishedName SubjectName', 'The subject.'),
    member('X500DistinguishedName IssuerName', 'The issuer.'),
    member('bool Verify()', 'Verifies the chain.'),
    member('string GetNameInfo(X509NameType nameType, bool forIssuer)', 'A name of it.'),
  ],
})
