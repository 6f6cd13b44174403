import { expect, test } from 'vitest'
import { causeInWords } from './gateway-words.ts'

test.each([
  [
    'Access denied due to missing subscription key. Make sure to include subscription key when making requests to this API.',
    'key-missing',
  ],
  [
    'Access denied due to invalid subscription key. Make sure to provide a valid key for an active subscription.',
    'key-invalid',
  ],
  ['Unable to match incoming request to an operation.', 'no-operation'],
  ['JWT not present.', 'token-missing'],
  ['Invalid JWT', 'token-malformed'],
  ['IDX10511: Signature validation failed.', 'signature'],
  ['IDX10503: Signature validation failed. Token does not have a kid.', 'signing-key'],
  ["IDX10214: Audience validation failed. Audiences: 'x'.", 'audience'],
  ["IDX10205: Issuer validation failed. Issuer: 'x'.", 'issuer'],
  ['IDX10223: Lifetime validation failed. The token is expired.', 'expired'],
  ['IDX10222: Lifetime validation failed. The token is not yet valid.', 'not-yet-valid'],
  ['JWT token is missing the following claims: a, b. Access denied.', 'claim-missing'],
  ['Claim value mismatch: roles=Basic.', 'claim-value'],
  ['Claim roles value of Basic is not allowed. Access denied.', 'claim-value'],
  ['Rate limit is exceeded. Try again in 12 seconds.', 'rate-limit'],
  ['Out of call volume quota. Quota will be replenished in 01:00:00.', 'quota'],
  ['Caller IP address 10.0.0.1 is not allowed. Access denied.', 'ip-filter'],
  ['Caller IP address is blocked. Access denied.', 'ip-filter'],
  ['Header x-tenant was not found in the request. Access denied.', 'header'],
  ['Header x-tenant value of a is not allowed. Access denied.', 'header'],
  ['BackendConnectionFailure', 'no-back-end'],
  ['Unauthorized', 'unknown'],
])('%s', (body, cause) => {
  expect(causeInWords(body)).toBe(cause)
  expect(causeInWords(JSON.stringify({ statusCode: 401, message: body.toUpperCase() }))).toBe(cause)
})
