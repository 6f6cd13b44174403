/** A token that does not pass, in the words of `LastError`. */
export interface TokenRefusal {
  readonly reason: string
  readonly message: string
}

const list = (values: readonly string[]): string => values.map((value) => `'${value}'`).join(', ')
const utc = (seconds: number): string => new Date(seconds * 1000).toISOString()

/**
 * Every way in which a token fails, in the order in which they are checked. Reasons are those of the documentation; texts are
 * its texts or, where it says "library text", those of Microsoft.IdentityModel, on which the service builds. Gateways have
 * also been seen to say `TokenInvalidSignature` and `TokenClaimValueMismatch` for a wrong signature and a refused claim.
 * https://learn.microsoft.com/azure/api-management/api-management-error-handling-policies
 */
export const refusals = {
  notPresent: (): TokenRefusal => ({ reason: 'TokenNotPresent', message: 'JWT not present.' }),
  notWellFormed: (): TokenRefusal => ({ reason: 'JwtInvalid', message: 'JWT is not well formed. Access denied.' }),
  encrypted: (): TokenRefusal => ({
    reason: 'JwtInvalid',
    message: 'JWT is encrypted, and the local gateway has no decryption keys. Access denied.',
  }),
  notSigned: (): TokenRefusal => ({
    reason: 'TokenSignatureInvalid',
    message: 'IDX10504: Unable to validate signature, token does not have a signature. Access denied.',
  }),
  signatureInvalid: (kid: string): TokenRefusal => ({
    reason: 'TokenSignatureInvalid',
    message: `IDX10511: Signature validation failed. Keys tried: '${kid}'. Access denied.`,
  }),
  keyNotFound: (kid: string): TokenRefusal => ({
    reason: 'TokenSignatureKeyNotFound',
    message: `IDX10501: Signature validation failed. Unable to match key: kid: '${kid}'. Access denied.`,
  }),
  noExpiration: (): TokenRefusal => ({
    reason: 'JwtInvalid',
    message: 'IDX10225: Lifetime validation failed. The token is missing an Expiration Time. Access denied.',
  }),
  notYetValid: (notBefore: number, now: number): TokenRefusal => ({
    reason: 'JwtInvalid',
    message: `IDX10222: Lifetime validation failed. The token is not yet valid. ValidFrom (UTC): '${utc(notBefore)}', Current time (UTC): '${utc(now)}'. Access denied.`,
  }),
  expired: (expires: number, now: number): TokenRefusal => ({
    reason: 'TokenExpired',
    message: `IDX10223: Lifetime validation failed. The token is expired. ValidTo (UTC): '${utc(expires)}', Current time (UTC): '${utc(now)}'. Access denied.`,
  }),
  audience: (actual: readonly string[], allowed: readonly string[]): TokenRefusal => ({
    reason: 'TokenAudienceNotAllowed',
    message: `IDX10214: Audience validation failed. Audiences: ${list(actual) || "''"}. Did not match: ${list(allowed)}. Access denied.`,
  }),
  issuer: (actual: string, allowed: readonly string[]): TokenRefusal => ({
    reason: 'TokenIssuerNotAllowed',
    message: `IDX10205: Issuer validation failed. Issuer: '${actual}'. Did not match: ${list(allowed)}. Access denied.`,
  }),
  claimsMissing: (names: readonly string[]): TokenRefusal => ({
    reason: 'TokenClaimNotFound',
    message: `JWT token is missing the following claims: ${names.join(', ')}. Access denied.`,
  }),
  claimValue: (name: string, values: readonly string[]): TokenRefusal => ({
    reason: 'TokenClaimValueNotAllowed',
    message: `Claim ${name} value of ${values.join(', ')} is not allowed. Access denied.`,
  }),
} as const
