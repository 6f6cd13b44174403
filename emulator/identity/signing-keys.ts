import { createHash, createPublicKey, generateKeyPair, type JsonWebKey, type KeyObject } from 'node:crypto'
import { promisify } from 'node:util'
import { exportJWK, type JWK } from 'jose'

const generate = promisify(generateKeyPair)

interface PublicKey {
  readonly kid: string
  readonly publicKey: KeyObject
  readonly jwk: JWK
}

export interface SigningKey extends PublicKey {
  readonly privateKey: KeyObject
}

/** The issuer's keys, newest last. The one before the newest stays published, as after a rollover of Entra. */
export interface SigningKeys {
  readonly current: SigningKey
  /** Its own public keys. */
  readonly own: readonly JWK[]
  /** Its own, and those of the issuers of the same tenant that it trusts. */
  readonly published: readonly PublicKey[]
  find(kid: string): PublicKey | undefined
  /** Signs with a new key from now on; keys older than the previous one are no longer published. */
  rotate(): Promise<void>
  /** Takes public keys of another issuer of the same tenant for its own, instead of those that it had of it; none ends that. */
  trust(issuer: string, keys: readonly JWK[]): void
  /** Called behind each rotation. */
  onRotated(listener: () => Promise<void>): void
}

export async function createSigningKeys(): Promise<SigningKeys> {
  let current = await createKey()
  let own: readonly SigningKey[] = [current]
  const trusted = new Map<string, readonly PublicKey[]>()
  const listeners: (() => Promise<void>)[] = []
  const published = (): readonly PublicKey[] => [...own, ...[...trusted.values()].flat()]
  return {
    get current() {
      return current
    },
    get own() {
      return own.map(({ jwk }) => jwk)
    },
    get published() {
      return published()
    },
    find: (kid) => published().find((key) => key.kid === kid),
    async rotate() {
      const previous = current
      current = await createKey()
      own = [previous, current]
      for (const listener of listeners) await listener()
    },
    trust(issuer, keys) {
      if (keys.length === 0) trusted.delete(issuer)
      else trusted.set(issuer, keys.map(publicKeyOf))
    },
    onRotated: (listener) => listeners.push(listener),
  }
}

function publicKeyOf(jwk: JWK): PublicKey {
  const { kid = '', kty, n, e } = jwk
  if (kty !== 'RSA' || n === undefined || e === undefined) throw new Error('A signing key is not an RSA public key.')
  // Only the public members: nobody hands a private key over by mistake.
  const key: JsonWebKey = { kty, n, e }
  return {
    kid,
    publicKey: createPublicKey({ key, format: 'jwk' }),
    jwk: { ...key, kid, use: 'sig', alg: 'RS256', x5t: kid } as JWK,
  }
}

async function createKey(): Promise<SigningKey> {
  const { publicKey, privateKey } = await generate('rsa', { modulusLength: 2048 })
  const jwk = await exportJWK(publicKey)
  const kid = createHash('sha1')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('base64url')
  return { kid, privateKey, publicKey, jwk: { ...jwk, kid, use: 'sig', alg: 'RS256', x5t: kid } }
}
