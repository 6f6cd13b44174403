import {
  constants,
  createHmac,
  createPublicKey,
  createSecretKey,
  KeyObject,
  type JsonWebKey as NodeJsonWebKey,
  timingSafeEqual,
  verify,
} from 'node:crypto'
import { kindOfAlgorithm, type SignatureVerifier, type VerificationKey } from '../jwt/signature.ts'

const kinds: Readonly<Record<string, VerificationKey['kind']>> = { RSA: 'rsa', EC: 'ec' }

/** Checks signatures with node's own cryptography on keys that are prepared once. */
export const nodeSignatures: SignatureVerifier = {
  importJwk(jwk) {
    const kind = kinds[String(jwk.kty)]
    if (!kind) return undefined
    try {
      const handle = createPublicKey({ key: jwk as NodeJsonWebKey, format: 'jwk' })
      return { kid: text(jwk.kid), x5t: text(jwk.x5t), kind, handle }
    } catch {
      return undefined
    }
  },
  importSecret: (secret, kid) => ({ kid, x5t: undefined, kind: 'secret', handle: createSecretKey(secret) }),
  verify({ algorithm, key, signed, signature }) {
    const kind = kindOfAlgorithm(algorithm)
    if (kind === undefined || kind !== key.kind || !(key.handle instanceof KeyObject)) return false
    const hash = `sha${algorithm.slice(2)}`
    const data = Buffer.from(signed, 'ascii')
    if (kind === 'secret') {
      const expected = createHmac(hash, key.handle).update(data).digest()
      return expected.length === signature.length && timingSafeEqual(expected, signature)
    }
    if (kind === 'ec') return verify(hash, data, { key: key.handle, dsaEncoding: 'ieee-p1363' }, signature)
    if (!algorithm.startsWith('PS')) return verify(hash, data, key.handle, signature)
    const padding = constants.RSA_PKCS1_PSS_PADDING
    return verify(hash, data, { key: key.handle, padding, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }, signature)
  },
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
