import { errors, type JWTPayload, jwtVerify } from 'jose'
import { cloudNames, clouds, v1Issuer, v2Issuer } from './clouds.ts'
import type { SigningKeys } from './signing-keys.ts'

export type TokenClaims = Readonly<JWTPayload>

export type TokenFault = 'malformed' | 'signature' | 'expired' | 'audience' | 'issuer'

export class TokenRefusedError extends Error {
  readonly fault: TokenFault
  readonly claims: TokenClaims | undefined
  constructor(fault: TokenFault, message: string, claims?: TokenClaims) {
    super(message)
    this.fault = fault
    this.claims = claims
  }
}

export interface TokenExpectations {
  readonly audiences: readonly string[]
  readonly issuers: readonly string[]
  /** Milliseconds since 1970. */
  readonly now: number
}

/** Both versions' issuers of the tenant in every cloud. */
export const issuersOf = (tenantId: string): string[] =>
  cloudNames.flatMap((name) => [v1Issuer(clouds[name], tenantId), v2Issuer(clouds[name], tenantId)])

/** @throws TokenRefusedError naming the first thing that is wrong with the token. */
export async function verifyToken(keys: SigningKeys, token: string, expected: TokenExpectations): Promise<TokenClaims> {
  const claims = await verifySignature(keys, token, expected.now)
  if (!expected.issuers.includes(String(claims.iss)))
    throw new TokenRefusedError('issuer', `The issuer '${claims.iss}' is not accepted.`, claims)
  const audiences = [claims.aud ?? []].flat()
  if (!audiences.some((audience) => expected.audiences.includes(audience)))
    throw new TokenRefusedError('audience', `The audience '${audiences.join(' ')}' is not accepted.`, claims)
  return claims
}

async function verifySignature(keys: SigningKeys, token: string, now: number): Promise<TokenClaims> {
  try {
    const { payload } = await jwtVerify(
      token,
      ({ kid }) => {
        const key = keys.find(kid ?? '')
        if (!key) throw new errors.JWKSNoMatchingKey()
        return key.publicKey
      },
      { algorithms: ['RS256'], currentDate: new Date(now), requiredClaims: ['exp'] },
    )
    return payload
  } catch (error) {
    if (error instanceof errors.JWTExpired)
      throw new TokenRefusedError('expired', 'The token has expired.', error.payload)
    if (error instanceof errors.JWTClaimValidationFailed)
      throw new TokenRefusedError('expired', 'The token is not valid at this time.', error.payload)
    if (error instanceof errors.JWSSignatureVerificationFailed || error instanceof errors.JWKSNoMatchingKey)
      throw new TokenRefusedError('signature', 'The signature of the token is not valid.')
    if (error instanceof errors.JOSEError || error instanceof TypeError)
      throw new TokenRefusedError('malformed', 'The token is not a well-formed JWT.')
    throw error
  }
}
