import { generateKeyPairSync, sign } from 'node:crypto'

/** DER: tag, length, content. */
const der = (tag: number, ...parts: readonly Uint8Array[]): Uint8Array => {
  const body = Buffer.concat(parts)
  const { length } = body
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255]
  return Buffer.concat([Buffer.from([tag, ...size]), body])
}
const sequence = (...parts: readonly Uint8Array[]): Uint8Array => der(0x30, ...parts)
const bytes = (hex: string): Uint8Array => Buffer.from(hex, 'hex')
const text = (tag: number, value: string): Uint8Array => der(tag, Buffer.from(value, 'latin1'))

const sha256WithRsa = sequence(bytes('06092a864886f70d01010b'), bytes('0500'))
const commonName = (name: string): Uint8Array => sequence(der(0x31, sequence(bytes('0603550403'), text(0x0c, name))))

/** A certificate for another name than the loopback's, signed by itself, and its key: for servers that nobody should trust. */
export function selfSigned(name = 'elsewhere.example'): { readonly key: string; readonly cert: string } {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const signed = sequence(
    bytes('020101'),
    sha256WithRsa,
    commonName(name),
    sequence(text(0x17, '200101000000Z'), text(0x17, '491231235959Z')),
    commonName(name),
    publicKey.export({ type: 'spki', format: 'der' }),
  )
  const signature = sign('RSA-SHA256', signed, privateKey)
  const certificate = sequence(signed, sha256WithRsa, der(0x03, bytes('00'), signature))
  const lines =
    Buffer.from(certificate)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  return {
    key: String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
    cert: `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`,
  }
}
