import type { CertificateFacts, CertificateModel, CryptoPort } from '../context-model.ts'
import type { Call } from '../definition.ts'
import { cryptographic } from './cipher.ts'
import { argumentNull, notSimulated } from './clr-exception.ts'
import { type ClrType, clrType } from './clr-type.ts'
import { dateTimeOfMilliseconds, formatDateTime } from './date-time.ts'
import { hash } from './hash.ts'
import type { ClrObject } from './values.ts'

/** @throws ClrException naming what needs the cryptography that the host does not have */
export function cryptoOf(call: Call, what: string): CryptoPort {
  const { crypto } = call.host
  if (!crypto) throw notSimulated(`${what} without the cryptography of a host`)
  return crypto
}

export const hex = (bytes: Uint8Array): string =>
  [...bytes]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase()

/** How .NET names what OpenSSL names otherwise. */
const labels: Readonly<Record<string, string>> = { ST: 'S', emailAddress: 'E' }

/** The last part first, as .NET prints a distinguished name. */
export const distinguishedName = (parts: CertificateFacts['subject']): string =>
  parts
    .toReversed()
    .map(
      ([name, value]) =>
        `${labels[name] ?? name}=${/[,+="<>#;]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value}`,
    )
    .join(', ')

export class ClrDistinguishedName implements ClrObject {
  readonly clrType: ClrType = clrType('System.Security.Cryptography.X509Certificates.X500DistinguishedName')
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
}

/** An X509Certificate2. */
export class ClrCertificate implements ClrObject {
  readonly clrType: ClrType = clrType('System.Security.Cryptography.X509Certificates.X509Certificate2')
  readonly model: CertificateModel
  private facts: CertificateFacts | undefined
  friendlyName = ''
  constructor(model: CertificateModel) {
    this.model = model
  }

  /** @throws ClrException `CryptographicException` when the bytes are no certificate */
  read(call: Call): CertificateFacts {
    this.facts ??= cryptoOf(call, 'X509Certificate2').certificate(this.model.certificate)
    // Files with keys (PKCS #12) are read by nobody here.
    if (!this.facts) throw cryptographic('Cannot find the requested object.')
    return this.facts
  }
  thumbprint(call: Call): Uint8Array {
    return hash('SHA1', this.read(call).raw)
  }
  verify(call: Call): boolean {
    const { notBefore, notAfter } = this.read(call)
    const now = call.host.now()
    return this.model.trusted === true && notBefore <= now && now <= notAfter
  }
  text(call: Call): string {
    const { subject, issuer, serialNumber, notBefore, notAfter } = this.read(call)
    const time = (at: number): string => formatDateTime(dateTimeOfMilliseconds(at, 'Local'))
    const parts = [
      ['Subject', distinguishedName(subject)],
      ['Issuer', distinguishedName(issuer)],
      ['Serial Number', serialNumber],
      ['Not Before', time(notBefore)],
      ['Not After', time(notAfter)],
      ['Thumbprint', hex(this.thumbprint(call))],
    ]
    return parts.map(([name, value]) => `[${name}]\n  ${value}\n`).join('\n')
  }
  clrEquals(other: unknown): boolean {
    return (
      other instanceof ClrCertificate &&
      other.model.certificate.length === this.model.certificate.length &&
      other.model.certificate.every((byte, at) => byte === this.model.certificate[at])
    )
  }
}

/** @throws ClrException `CryptographicException` when the bytes are no certificate */
export function readCertificate(call: Call, certificate: Uint8Array | null): ClrCertificate {
  if (certificate === null) throw argumentNull('rawData')
  const made = new ClrCertificate({ certificate })
  made.read(call)
  return made
}
