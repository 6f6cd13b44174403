import {
  constants,
  createCipheriv,
  createDecipheriv,
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  privateDecrypt,
  privateEncrypt,
  publicDecrypt,
  publicEncrypt,
  sign,
  verify,
  X509Certificate,
} from 'node:crypto'
import type {
  CertificateFacts,
  CipherRequest,
  CryptoPort,
  RsaRequest,
  SignRequest,
} from '../core/expression/context-model.ts'

/** The cryptography of expressions, by Node. */
export const expressionCrypto: CryptoPort = {
  cipher,
  certificate,
  key(pem) {
    const key = keyOf(pem)
    if (key?.asymmetricKeyType !== 'rsa') return undefined
    const jwk = key.export({ format: 'jwk' })
    const parts = {
      Modulus: jwk.n,
      Exponent: jwk.e,
      P: jwk.p,
      Q: jwk.q,
      DP: jwk.dp,
      DQ: jwk.dq,
      InverseQ: jwk.qi,
      D: jwk.d,
    }
    return {
      bits: key.asymmetricKeyDetails?.modulusLength ?? 0,
      isPrivate: key.type === 'private',
      parts: Object.fromEntries(
        Object.entries(parts).flatMap(([name, value]) =>
          value === undefined ? [] : [[name, Buffer.from(value, 'base64url').toString('base64')]],
        ),
      ),
    }
  },
  newKey: (bits) =>
    generateKeyPairSync('rsa', { modulusLength: bits }).privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
  sign: signData,
  verify: verifyData,
  rsa,
}

function keyOf(pem: string): KeyObject | undefined {
  try {
    return pem.includes('PRIVATE KEY') ? createPrivateKey(pem) : createPublicKey(pem)
  } catch {
    return undefined
  }
}

function cipher({ algorithm, mode, direction, key, iv, bytes }: CipherRequest): Uint8Array | undefined {
  const name = cipherName(algorithm, mode, key.length)
  if (name === undefined) return undefined
  const make = direction === 'encrypt' ? createCipheriv : createDecipheriv
  const made = make(name, cipherKey(algorithm, key), mode === 'ECB' ? null : iv)
  made.setAutoPadding(false)
  return new Uint8Array(Buffer.concat([made.update(bytes), made.final()]))
}

function cipherName(algorithm: CipherRequest['algorithm'], mode: string, length: number): string | undefined {
  const suffix = mode === 'CFB' ? 'cfb8' : mode.toLowerCase()
  if (algorithm === 'AES') return `aes-${length * 8}-${suffix}`
  if (algorithm === 'RC2') return undefined
  return mode === 'ECB' ? 'des-ede3' : `des-ede3-${suffix}`
}

/** DES is TripleDES with one key; of two keys the first is the third. */
function cipherKey(algorithm: CipherRequest['algorithm'], key: Uint8Array): Uint8Array {
  if (algorithm === 'DES') return Buffer.concat([key, key, key])
  return algorithm === 'TripleDES' && key.length === 16 ? Buffer.concat([key, key.subarray(0, 8)]) : key
}

function certificate(bytes: Uint8Array): CertificateFacts | undefined {
  let read: X509Certificate
  try {
    read = new X509Certificate(bytes)
  } catch {
    try {
      // .NET takes the Base64 of a certificate without its lines before and after, too.
      read = new X509Certificate(Buffer.from(Buffer.from(bytes).toString('latin1'), 'base64'))
    } catch {
      return undefined
    }
  }
  const others = (read.subjectAltName ?? '').split(', ')
  const named = (prefix: string): string[] =>
    others.flatMap((one) => (one.startsWith(prefix) ? [one.slice(prefix.length)] : []))
  return {
    subject: names(read.subject),
    issuer: names(read.issuer),
    serialNumber: read.serialNumber,
    notBefore: Date.parse(read.validFrom),
    notAfter: Date.parse(read.validTo),
    raw: new Uint8Array(read.raw),
    publicKey: read.publicKey.export({ format: 'pem', type: 'spki' }).toString(),
    dnsNames: named('DNS:'),
    emails: named('email:'),
  }
}

const names = (text: string | undefined): [string, string][] =>
  (text ?? '').split('\n').flatMap((line): [string, string][] => {
    const at = line.indexOf('=')
    return at < 0 ? [] : [[line.slice(0, at), line.slice(at + 1)]]
  })

/** DigestInfo up to the hash itself, RFC 8017 9.2. */
const prefixes: Readonly<Record<SignRequest['hash'], string>> = {
  MD5: '3020300c06082a864886f70d020505000410',
  SHA1: '3021300906052b0e03021a05000414',
  SHA256: '3031300d060960864801650304020105000420',
  SHA384: '3041300d060960864801650304020205000430',
  SHA512: '3051300d060960864801650304020305000440',
}

const digestInfo = ({ hash, data, isHash }: SignRequest): Buffer =>
  Buffer.concat([Buffer.from(prefixes[hash], 'hex'), isHash ? data : createHash(hash).update(data).digest()])

const pss = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }

function signData(request: SignRequest): Uint8Array | undefined {
  const key = keyOf(request.key)
  if (key?.type !== 'private') return undefined
  if (request.padding === 'Pkcs1') return new Uint8Array(privateEncrypt(key, digestInfo(request)))
  return request.isHash ? undefined : new Uint8Array(sign(request.hash, request.data, { key, ...pss }))
}

function verifyData(request: SignRequest & { readonly signature: Uint8Array }): boolean | undefined {
  const key = keyOf(request.key)
  if (!key) return undefined
  if (request.padding === 'Pss')
    return request.isHash ? undefined : verify(request.hash, request.data, { key, ...pss }, request.signature)
  try {
    return publicDecrypt(key, request.signature).equals(digestInfo(request))
  } catch {
    return false
  }
}

function rsa({ key: pem, direction, padding, data }: RsaRequest): Uint8Array | undefined {
  const key = keyOf(pem)
  if (!key || (direction === 'decrypt' && key.type !== 'private')) return undefined
  if (padding === 'Pkcs1' && direction === 'decrypt') return withoutPadding(key, data)
  const options =
    padding === 'Pkcs1'
      ? { key, padding: constants.RSA_PKCS1_PADDING }
      : { key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: padding.slice('Oaep'.length).toLowerCase() }
  try {
    return new Uint8Array(direction === 'encrypt' ? publicEncrypt(options, data) : privateDecrypt(options, data))
  } catch {
    return undefined
  }
}

/** Node no longer takes this padding off itself; the one who could measure its time here is the author of the expression. RFC 8017 7.2.2 */
function withoutPadding(key: KeyObject, data: Uint8Array): Uint8Array | undefined {
  try {
    const block = privateDecrypt({ key, padding: constants.RSA_NO_PADDING }, data)
    const end = block.indexOf(0, 2)
    return block[0] === 0 && block[1] === 2 && end >= 10 ? new Uint8Array(block.subarray(end + 1)) : undefined
  } catch {
    return undefined
  }
}
