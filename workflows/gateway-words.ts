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
  ['token-malformed', /JwtInvalid|Invalid JWT|not well formed|IDX12741|IDX10000/i],
  ['back-end-token', /AADSTS\d+|ManagedIdentity|managed identity/i],
]

/** The cause that an answer's body names, or `unknown`: many policies replace the reason by a text of their own. */
export const causeInWords = (body: string): RefusalCause =>
  words.find(([, pattern]) => pattern.test(body))?.[0] ?? 'unknown'
