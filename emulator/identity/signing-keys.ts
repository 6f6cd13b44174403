import { createHash, generateKeyPair, type KeyObject } from 'node:crypto'
import { promisify } from 'node:util'
import { exportJWK, type JWK } from 'jose'

const generate = promisify(generateKeyPair)

export interface SigningKey {
  readonly kid: string
  readonly privateKey: KeyObject
  readonly publicKey: KeyObject
  readonly jwk: JWK
}

/** The issuer's keys, newest last. The one before the newest stays published, as after a rollover of Entra. */
export interface SigningKeys {
  readonly current: SigningKey
  readonly published: readonly SigningKey[]
  find(kid: string): SigningKey | undefined
  /** Signs with a new key from now on; keys older than the previous one are no longer published. */
  rotate(): Promise<void>
}

export async function createSigningKeys(): Promise<SigningKeys> {
  let current = await createKey()
  let published: readonly SigningKey[] = [current]
  return {
    get current() {
      return current
    },
    get published() {
      return published
    },
    find: (kid) => published.find((key) => key.kid === kid),
    async rotate() {
      const previous = current
      current = await createKey()
      published = [previous, current]
    },
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
