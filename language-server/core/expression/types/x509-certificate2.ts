import {
  type ClrCertificate,
  ClrDistinguishedName,
  distinguishedName,
  hex,
  readCertificate,
} from '../clr/certificate.ts'
import { dateTimeOfMilliseconds } from '../clr/date-time.ts'
import { ClrRsa } from '../clr/rsa.ts'
import type { ClrEnum } from '../clr/values.ts'
import type { CertificateFacts } from '../context-model.ts'
import { type Call, member, type } from '../definition.ts'

const part = (names: CertificateFacts['subject'], label: string): string | undefined =>
  names.find(([name]) => name === label)?.[1]

/** https://learn.microsoft.com/dotnet/api/system.security.cryptography.x509certificates.x509nametype */
function nameInfo({ subject, issuer, dnsNames, emails }: CertificateFacts, kind: number, ofIssuer: boolean): string {
  const names = ofIssuer ? issuer : subject
  const common = part(names, 'CN') ?? part(names, 'OU') ?? part(names, 'O') ?? part(names, 'emailAddress') ?? ''
  switch (kind) {
    case 0:
      return common
    case 1:
      return (ofIssuer ? undefined : emails[0]) ?? part(names, 'emailAddress') ?? ''
    case 3:
    case 4:
      return (ofIssuer ? undefined : dnsNames[0]) ?? part(names, 'CN') ?? ''
    default:
      return ''
  }
}

/** https://learn.microsoft.com/dotnet/api/system.security.cryptography.x509certificates.x509certificate2 */
export default type({
  name: 'System.Security.Cryptography.X509Certificates.X509Certificate2',
  summary: 'A certificate, read with the cryptography of the host.',
  bases: ['System.Security.Cryptography.X509Certificates.X509Certificate'],
  ctors: [
    member('(byte[] rawData)', 'Reads a certificate; throws CryptographicException.', readCertificate),
    member(
      '(byte[] rawData, string password)',
      'Reads a certificate; files with keys (PKCS #12) are not read here.',
      readCertificate,
    ),
  ],
  members: [
    member('string Thumbprint', 'The thumbprint.', (call: Call, self: ClrCertificate) => hex(self.thumbprint(call))),
    member(
      'string FriendlyName',
      'A name for it.',
      (_call, self: ClrCertificate) => self.friendlyName,
      (_call: Call, self: ClrCertificate, name: string) => {
        self.friendlyName = name
      },
    ),
    member(
      'string SerialNumber',
      'The serial number.',
      (call: Call, self: ClrCertificate) => self.read(call).serialNumber,
    ),
    member('DateTime NotAfter', 'When it expires.', (call: Call, self: ClrCertificate) =>
      dateTimeOfMilliseconds(self.read(call).notAfter, 'Local'),
    ),
    member('DateTime NotBefore', 'From when it is valid.', (call: Call, self: ClrCertificate) =>
      dateTimeOfMilliseconds(self.read(call).notBefore, 'Local'),
    ),
    member(
      'bool HasPrivateKey',
      'Whether it has a key.',
      (_call, self: ClrCertificate) => self.model.privateKey !== undefined,
    ),
    member('byte[] RawData', 'The certificate as bytes.', (call: Call, self: ClrCertificate) =>
      self.read(call).raw.slice(),
    ),
    member('int Version', 'The version.', () => 3),
    member('AsymmetricAlgorithm PrivateKey', 'The key; null without one.', (_call, self: ClrCertificate) =>
      self.model.privateKey === undefined ? null : new ClrRsa(self.model.privateKey),
    ),
    member(
      'X500DistinguishedName SubjectName',
      'The subject.',
      (call: Call, self: ClrCertificate) => new ClrDistinguishedName(distinguishedName(self.read(call).subject)),
    ),
    member(
      'X500DistinguishedName IssuerName',
      'The issuer.',
      (call: Call, self: ClrCertificate) => new ClrDistinguishedName(distinguishedName(self.read(call).issuer)),
    ),
    member(
      'bool Verify()',
      'Whether it is valid now and what the host says of its chain is good.',
      (call: Call, self: ClrCertificate) => self.verify(call),
    ),
    member(
      'string GetNameInfo(X509NameType nameType, bool forIssuer)',
      'A name of it.',
      (call: Call, self: ClrCertificate, kind: ClrEnum, ofIssuer: boolean) =>
        nameInfo(self.read(call), kind.value, ofIssuer),
    ),
  ],
})
