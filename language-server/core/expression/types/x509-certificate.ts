import { member, type } from '../definition.ts'

export default type({
  name: 'System.Security.Cryptography.X509Certificates.X509Certificate',
  summary: 'A certificate.',
  members: [
    member('string Subject', 'The subject.'),
    member('string Issuer', 'The issuer.'),
    member('byte[] GetCertHash()', 'The thumbprint as bytes.'),
    member('byte[] GetRawCertData()', 'The certificate as bytes.'),
    member('string GetSerialNumberString()', 'The serial number.'),
    member('string GetExpirationDateString()', 'When it expires.'),
    member('string GetCertHashString()', 'The thumbprint.'),
  ],
})
