/** What the gateway's words mean: documented and observed wordings, compared without regard to case. */

export type RefusalCause =
  | 'key-missing'
  | 'key-invalid'
  | 'no-operation'
  | 'token-missing'
  | 'token-malformed'
  | 'signature'
  | 'signing-key'
  | 'audience'
  | 'issuer'
  | 'expired'
  | 'not-yet-valid'
  | 'claim-missing'
  | 'claim-value'
  | 'rate-limit'
  | 'quota'
  | 'ip-filter'
  | 'header'
  | 'no-back-end'
  | 'back-end-token'
  | 'unknown'

/**
 * Sources: https://learn.microsoft.com/azure/api-management/api-management-error-handling-policies (documented), acceptance tests
 * of public APIs (observed), and the error codes of the token library (IDX…).
 */
const words: readonly (readonly [RefusalCause, RegExp])[] = [
  ['key-missing', /missing subscription key|SubscriptionKeyNotFound/i],
  ['key-invalid', /invalid subscription key|SubscriptionKeyInvalid/i],
  ['no-operation', /unable to match incoming request to an operation|OperationNotFound|resource not found/i],
  ['token-missing', /JWT not present|TokenNotPresent|TokenNotFound/i],
  ['signing-key', /TokenSignatureKeyNotFound|IDX10501|IDX10503|IDX10500|signature key was not found/i],
  ['signature', /TokenSignatureInvalid|TokenInvalidSignature|signature validation failed|IDX1051[14]|IDX10504/i],
  ['not-yet-valid', /IDX10222|not yet valid/i],
  ['expired', /TokenExpired|IDX10223|IDX10225|lifetime validation failed|token is expired/i],
  ['audience', /TokenAudienceNotAllowed|IDX10214|IDX10208|audience validation failed/i],
  ['issuer', /TokenIssuerNotAllowed|IDX10205|IDX40001|issuer validation failed/i],
  ['claim-missing', /TokenClaimNotFound|missing the following claims/i],
  [
    'claim-value',
    /TokenClaimValueNotAllowed|TokenClaimValueMismatch|claim value mismatch|Claim .* value of .* is not allowed/i,
  ],
  ['rate-limit', /rate limit is exceeded|RateLimitExceeded/i],
  ['quota', /out of (?:call volume|bandwidth) quota|QuotaExceeded/i],
  ['ip-filter', /CallerIpNotAllowed|caller ip address .* is not allowed|CallerIpBlocked|caller ip address is blocked/i],
  ['header', /HeaderNotFound|HeaderValueNotAllowed|Header \S+ (?:was not found|value of .* is not allowed)/i],
  ['no-back-end', /BackendConnectionFailure|unable to connect to the remote server|BackendConnectionTimeout/i],
  ['token-malformed', /JwtInvalid|Invalid JWT|not well formed|IDX12741|IDX10000/i],
  ['back-end-token', /AADSTS\d+|ManagedIdentity|managed identity/i],
]

/** The cause that an answer's body names, or `unknown`: many policies replace the reason by a text of their own. */
export const causeInWords = (body: string): RefusalCause =>
  words.find(([, pattern]) => pattern.test(body))?.[0] ?? 'unknown'

/** What an answer says: the `message` of the gateway's own JSON, else the beginning of the body. */
export function messageOf(body: string): string {
  try {
    const parsed: unknown = JSON.parse(body)
    const message = (parsed as { message?: unknown } | null)?.message
    if (typeof message === 'string') return message
  } catch {
    // Not JSON: the body itself is the message.
  }
  return body.trim().slice(0, 300)
}

export const sentence = (text: string): string =>
  text === '' ? 'no reason was given.' : /[.!?]$/.test(text) ? text : `${text}.`
