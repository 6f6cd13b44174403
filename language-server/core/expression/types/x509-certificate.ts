import { type ClrCertificate, distinguishedName, hex, readCertificate } from '../clr/certificate.ts'
import { dateTimeOfMilliseconds, formatDateTime } from '../clr/date-time.ts'
import { type Call, member, type } from '../definition.ts'

const time = (at: number): string => formatDateTime(dateTimeOfMilliseconds(at, 'Local'))

/** https://learn.microsoft.com/dotnet/api/system.security.cryptography.x509certificates.x509certificate */
export default type({
  name: 'System.Security.Cryptography.X509Certificates.X509Certificate',
  summary: 'A certificate.',
  ctors: [member('(byte[] data)', 'Reads a certificate.', readCertificate)],
  members: [
    member('string Subject', 'The subject.', (call: Call, self: ClrCertificate) =>
      distinguishedName(self.read(call).subject),
    ),
    member('string Issuer', 'The issuer.', (call: Call, self: ClrCertificate) =>
      distinguishedName(self.read(call).issuer),
    ),
    member('byte[] GetCertHash()', 'The thumbprint as bytes.', (call: Call, self: ClrCertificate) =>
      self.thumbprint(call),
    ),
    member('string GetCertHashString()', 'The thumbprint.', (call: Call, self: ClrCertificate) =>
      hex(self.thumbprint(call)),
    ),
    member('byte[] GetRawCertData()', 'The certificate as bytes.', (call: Call, self: ClrCertificate) =>
      self.read(call).raw.slice(),
    ),
    member(
      'string GetRawCertDataString()',
      'The certificate in hexadecimal digits.',
      (call: Call, self: ClrCertificate) => hex(self.read(call).raw),
    ),
    member('byte[] GetSerialNumber()', 'The serial number, its last byte first.', (call: Call, self: ClrCertificate) =>
      Uint8Array.from((self.read(call).serialNumber.match(/../g) ?? []).reverse(), (pair) => Number.parseInt(pair, 16)),
    ),
    member(
      'string GetSerialNumberString()',
      'The serial number.',
      (call: Call, self: ClrCertificate) => self.read(call).serialNumber,
    ),
    member('string GetEffectiveDateString()', 'From when it is valid.', (call: Call, self: ClrCertificate) =>
      time(self.read(call).notBefore),
    ),
    member('string GetExpirationDateString()', 'When it expires.', (call: Call, self: ClrCertificate) =>
      time(self.read(call).notAfter),
    ),
    member('string GetFormat()', 'X509.', () => 'X509'),
    member('string ToString()', 'What it says.', (call: Call, self: ClrCertificate) => self.text(call)),
    member('void Dispose()', 'Frees it.', () => null),
  ],
})
