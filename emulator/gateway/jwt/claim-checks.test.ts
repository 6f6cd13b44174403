import { expect, test } from 'vitest'
import { checkClaims, type TokenDemands } from './claim-checks.ts'

const now = 1_000_000
const good = { exp: 2000, nbf: 0, aud: 'a', iss: 'https://i/t/v2.0', tid: 't' }
const none: TokenDemands = {
  requireExpiration: true,
  clockSkew: 0,
  audiences: undefined,
  issuers: undefined,
  claims: [],
}

test.each([
  { what: 'nothing demanded', demands: {}, reason: undefined },
  { what: 'a slash at the end of the audience', demands: { audiences: ['a/'] }, reason: undefined },
  { what: 'two slashes', demands: { audiences: ['a//'] }, reason: 'TokenAudienceNotAllowed' },
  { what: 'a tenant template', demands: { issuers: ['https://i/{tenantid}/v2.0'] }, reason: undefined },
  { what: 'another issuer', demands: { issuers: ['https://i/other/v2.0'] }, reason: 'TokenIssuerNotAllowed' },
  {
    what: 'audience before issuer',
    demands: { audiences: ['b'], issuers: ['x'] },
    reason: 'TokenAudienceNotAllowed',
  },
  {
    what: 'a claim under either name',
    demands: { claims: [{ names: ['appid', 'tid'], match: 'any' as const, separator: undefined, values: ['t'] }] },
    reason: undefined,
  },
  {
    what: 'a claim that must only be there',
    demands: { claims: [{ names: ['tid'], match: 'all' as const, separator: undefined, values: [] }] },
    reason: undefined,
  },
])('$what', ({ demands, reason }) => {
  expect(checkClaims(good, { ...none, ...demands }, now)?.reason).toBe(reason)
})

test.each([
  { exp: 1000, skew: 0, reason: 'TokenExpired' },
  { exp: 1001, skew: 0, reason: undefined },
  { exp: 990, skew: 11, reason: undefined },
  { exp: '2000', skew: 0, reason: 'JwtInvalid' },
])('exp $exp with a skew of $skew s', ({ exp, skew, reason }) => {
  expect(checkClaims({ ...good, exp }, { ...none, clockSkew: skew }, now)?.reason).toBe(reason)
})

test('an exp that is no number is refused even where none is required', () => {
  expect(checkClaims({ exp: 'soon' }, { ...none, requireExpiration: false }, now)?.reason).toBe('JwtInvalid')
})
