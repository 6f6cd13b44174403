/** A key that can check signatures; only the verifier knows what is in `handle`. */
export interface VerificationKey {
  readonly kid: string | undefined
  readonly x5t: string | undefined
  readonly kind: 'rsa' | 'ec' | 'secret'
  readonly handle: unknown
}

export type JsonWebKey = Readonly<Record<string, unknown>>

export interface SignatureVerifier {
  /** @returns undefined for a key that is not meant for signatures or not known. */
  importJwk(jwk: JsonWebKey): VerificationKey | undefined
  importSecret(secret: Uint8Array, kid: string | undefined): VerificationKey
  verify(check: SignatureCheck): boolean
}

export interface SignatureCheck {
  readonly algorithm: string
  readonly key: VerificationKey
  readonly signed: string
  readonly signature: Uint8Array
}

/** The kind of key decides which algorithms count, so that a public RSA key is never taken for an HMAC secret. */
const kinds: Readonly<Record<string, VerificationKey['kind']>> = {
  RS: 'rsa',
  PS: 'rsa',
  ES: 'ec',
  HS: 'secret',
}

export const kindOfAlgorithm = (algorithm: string): VerificationKey['kind'] | undefined =>
  /^(?:RS|PS|ES|HS)(?:256|384|512)$/.test(algorithm) ? kinds[algorithm.slice(0, 2)] : undefined
