import { describe, expect, test } from 'vitest'
import type { Claims } from '../azure/tokens.ts'
import type { Exchange } from './exchange.ts'
import { describePlace, type Explanation, explain } from './explain.ts'
import { predict } from './predict.ts'
import { type TokenCheck, tokenChecks } from './token-checks.ts'
import { judge, type VerdictName } from './verdict.ts'

const now = Date.UTC(2026, 0, 1)
const seconds = now / 1000
const tenant = '11111111-2222-4333-8444-555555555555'
const otherTenant = '99999999-2222-4333-8444-555555555555'
const client = 'cccccccc-0000-4000-8000-000000000001'

const answer = (
  status: number,
  body = '',
  headers: Readonly<Record<string, string>> = {},
  sent?: string,
): Exchange => ({
  request: {
    method: 'GET',
    url: 'https://g.azure-api.net/orders',
    headers: sent === undefined ? {} : { Authorization: sent },
    body: undefined,
  },
  response: { status, statusText: '', headers, body, truncated: false },
  milliseconds: 1,
})

const v1 = {
  aud: 'api://orders',
  iss: `https://sts.windows.net/${tenant}/`,
  tid: tenant,
  ver: '1.0',
  exp: seconds + 60,
  oid: 'o',
  appid: client,
}
const v2 = {
  ...v1,
  aud: client,
  iss: `https://login.microsoftonline.com/${tenant}/v2.0`,
  ver: '2.0',
  azp: client,
  appid: undefined,
}

const checksOf = (policy: string): readonly TokenCheck[] =>
  tokenChecks([
    { ref: { kind: 'api', api: 'orders' }, text: `<policies>\n<inbound>\n${policy}\n</inbound>\n</policies>` },
  ])

const config = (path: string, host = 'login.microsoftonline.com'): string =>
  `<openid-config url="https://${host}/${path}/.well-known/openid-configuration" />`
const jwt = (children: string, audience = 'api://orders'): string =>
  `<validate-jwt header-name="Authorization" require-scheme="Bearer">${children}<audiences><audience>${audience}</audience></audiences></validate-jwt>`
const claim = (name: string, values: string, attributes = ''): string =>
  `<validate-jwt header-name="Authorization"><required-claims><claim name="${name}" ${attributes}>${values}</claim></required-claims></validate-jwt>`
const both = config(tenant) + config(`${tenant}/v2.0`)

interface Row {
  readonly name: string
  readonly policy: string
  readonly claims: Claims
  readonly cause: Explanation['cause'] | undefined
  readonly says?: RegExp
  readonly header?: Claims
  readonly sent?: string
  /** Perhaps no fault, so nothing is said before the call. */
  readonly doubtful?: boolean
}

const rows: Row[] = [
  { name: 'all is well', policy: jwt(both), claims: v1, cause: undefined },
  { name: 'the other version, both accepted', policy: jwt(both, client), claims: v2, cause: undefined },
  {
    name: 'wrong scheme',
    policy: jwt(both),
    claims: v1,
    cause: 'scheme',
    sent: 'Token •••',
    says: /"Token".*"Bearer"/,
  },
  {
    name: 'a Graph token by its nonce',
    policy: jwt(both),
    claims: v1,
    cause: 'graph-token',
    header: { nonce: 'n' },
    says: /api:\/\/orders/,
  },
  {
    name: 'a Graph token by its audience',
    policy: jwt(both),
    claims: { ...v1, aud: 'https://graph.microsoft.com' },
    cause: 'graph-token',
  },
  { name: 'expired', policy: jwt(both), claims: { ...v1, exp: seconds - 600 }, cause: 'expired', says: /10 min ago/ },
  {
    name: 'not yet valid',
    policy: jwt(both),
    claims: { ...v1, nbf: seconds + 300 },
    cause: 'not-yet-valid',
    says: /5 min/,
  },
  {
    name: 'another audience',
    policy: jwt(both),
    claims: { ...v1, aud: 'api://else' },
    cause: 'audience',
    says: /"api:\/\/else".*"api:\/\/orders"/,
  },
  {
    name: 'an audience with a slash more',
    policy: jwt(both, 'https://management.azure.com/'),
    claims: { ...v1, aud: 'https://management.azure.com' },
    cause: 'audience',
    says: /slash/,
    doubtful: true,
  },
  {
    name: 'the client id where the URI is accepted',
    policy: jwt(both),
    claims: v2,
    cause: 'audience',
    says: new RegExp(`add "${client}"`),
  },
  {
    name: 'v2 metadata only',
    policy: jwt(config(`${tenant}/v2.0`)),
    claims: v1,
    cause: 'issuer',
    says: /without \/v2\.0/,
  },
  { name: 'v1 metadata only', policy: jwt(config(tenant), client), claims: v2, cause: 'issuer', says: /with \/v2\.0/ },
  {
    name: 'another tenant',
    policy: jwt(both),
    claims: { ...v1, tid: otherTenant, iss: `https://sts.windows.net/${otherTenant}/` },
    cause: 'tenant',
  },
  {
    name: 'another cloud',
    policy: jwt(config(`${tenant}/v2.0`, 'login.microsoftonline.us'), client),
    claims: v2,
    cause: 'issuer',
  },
  {
    name: 'a named value that is not known says nothing',
    policy: jwt(config('{{unknown}}')),
    claims: v1,
    cause: undefined,
  },
  {
    name: 'an unknown issuer document says nothing',
    policy: jwt(config('x', 'issuer.example')),
    claims: v1,
    cause: undefined,
  },
  { name: 'no role', policy: claim('roles', '<value>Read</value>'), claims: v1, cause: 'role', says: /none/ },
  {
    name: 'another role',
    policy: claim('roles', '<value>Write</value>'),
    claims: { ...v1, roles: ['Read'] },
    cause: 'role',
    says: /"Read"/,
  },
  {
    name: 'a user has scopes and no roles',
    policy: claim('roles', '<value>Read</value>'),
    claims: { ...v1, scp: 'x' },
    cause: 'role',
    says: /client credential/,
  },
  {
    name: 'one of several roles',
    policy: claim('roles', '<value>A</value><value>Read</value>', 'match="any"'),
    claims: { ...v1, roles: ['Read'] },
    cause: undefined,
  },
  {
    name: 'all of several values',
    policy: claim('groups', '<value>A</value><value>B</value>'),
    claims: { ...v1, groups: ['A'] },
    cause: 'claim-value',
    says: /all of/,
  },
  {
    name: 'a list in one value',
    policy: claim('groups', '<value>A,B</value>'),
    claims: { ...v1, groups: ['A', 'B'] },
    cause: 'claim-value',
    says: /separator/,
  },
  {
    name: 'a separator splits the token',
    policy: claim('scp', '<value>B</value>', 'separator=" "'),
    claims: { ...v1, scp: 'A B' },
    cause: undefined,
  },
  { name: 'an absent claim', policy: claim('extn', '<value>1</value>'), claims: v1, cause: 'claim-missing' },
  { name: 'an absent claim of any value', policy: claim('extn', ''), claims: v1, cause: 'claim-missing' },
  { name: 'another caller', policy: claim('oid', '<value>x</value>'), claims: v1, cause: 'caller' },
  {
    name: 'the caller of a v2 token in the claim of v1',
    policy: claim('appid', `<value>${client}</value>`),
    claims: v2,
    cause: 'caller',
    says: /azp/,
  },
  {
    name: 'another application',
    policy: `<validate-azure-ad-token tenant-id="${tenant}"><client-application-ids><application-id>x</application-id></client-application-ids></validate-azure-ad-token>`,
    claims: v1,
    cause: 'caller',
  },
  {
    name: 'the tenant of validate-azure-ad-token',
    policy: `<validate-azure-ad-token tenant-id="${otherTenant}" />`,
    claims: v1,
    cause: 'tenant',
  },
  {
    name: 'either issuer of the tenant',
    policy: `<validate-azure-ad-token tenant-id="${tenant}" />`,
    claims: v2,
    cause: undefined,
  },
]

rows.push(
  {
    name: 'a slash in a required claim, which is compared to the letter',
    policy: claim('aud', '<value>https://management.azure.com/</value>'),
    claims: { ...v1, aud: 'https://management.azure.com' },
    cause: 'audience',
  },
  {
    name: 'expired within the clock skew',
    policy: jwt(both).replace('require-scheme', 'clock-skew="120" require-scheme'),
    claims: { ...v1, exp: seconds - 60 },
    cause: undefined,
  },
  {
    name: 'expired beyond the clock skew',
    policy: jwt(both).replace('require-scheme', 'clock-skew="30" require-scheme'),
    claims: { ...v1, exp: seconds - 120 },
    cause: 'expired',
    says: /2 min ago, with a clock skew of 30 s/,
  },
  { name: 'no expiry', policy: jwt(both), claims: { ...v1, exp: undefined }, cause: 'expired', says: /no expiry/ },
  {
    name: 'no expiry where none is asked for',
    policy: jwt(both).replace('require-scheme', 'require-expiration-time="false" require-scheme'),
    claims: { ...v1, exp: undefined },
    cause: undefined,
  },
  {
    name: 'a separator that splits the claim of the token',
    policy: claim('groups', '<value>A</value><value>B</value>', 'separator=","'),
    claims: { ...v1, groups: 'A, B' },
    cause: undefined,
  },
  {
    name: 'an application of the back end',
    policy: `<validate-azure-ad-token tenant-id="${tenant}"><backend-application-ids><application-id>api://orders</application-id></backend-application-ids></validate-azure-ad-token>`,
    claims: v1,
    cause: undefined,
  },
)

test.each(rows)('$name', ({ policy, claims, cause, says, header = {}, sent = 'Bearer •••', doubtful = false }) => {
  const checks = checksOf(policy)
  expect(checks).toHaveLength(1)
  const found = explain({ exchange: answer(401, 'Unauthorized', {}, sent), token: { header, claims }, checks, now })
  expect(found?.cause).toBe(cause ?? 'unknown')
  if (says) expect(`${found?.message} ${found?.remedy}`).toMatch(says)
  expect(found?.policy).toEqual({ ref: { kind: 'api', api: 'orders' }, line: 3 })
  expect(found && describePlace(found)).toBe('policy of API orders, line 3')
  if (sent === 'Bearer •••' && !doubtful)
    expect(predict({ header, claims }, checks, now)).toHaveLength(cause === undefined ? 0 : 1)
})

describe('answers that are not about the token', () => {
  const checks = checksOf(jwt(both))
  test.each<[string, Exchange, Explanation['cause'] | undefined, RegExp?]>([
    ['a success', answer(200), undefined],
    [
      'no key',
      answer(401, 'Access denied due to missing subscription key.'),
      'key-missing',
      /says nothing about the token/,
    ],
    ['a wrong key', answer(401, 'Access denied due to invalid subscription key.'), 'key-invalid'],
    [
      'no operation',
      answer(404, '{"message":"Unable to match incoming request to an operation."}'),
      'no-operation',
      /GET \/orders/,
    ],
    ['a sign-in page', answer(302, '', { location: 'https://login.microsoftonline.com/x' }), 'redirect', /HTTP 401/],
    ['another redirect', answer(301, '', { location: 'https://x.example/' }), 'redirect', /x\.example/],
    [
      'a 500 without words',
      answer(500, '{"statusCode":500,"message":"Internal server error"}'),
      'gateway',
      /managed identity/,
    ],
    [
      'AADSTS in a 500',
      answer(500, 'AADSTS500011: not found. Trace ID: 1'),
      'back-end-token',
      /client id of the back end/,
    ],
    ['an absent path of the back end', answer(404, 'Not Found'), 'back-end', /rewrite-uri/],
    ['a rate limit', answer(429, 'Rate limit is exceeded.'), 'rate-limit', /Retry-After/],
    ['a dead back end', answer(502), 'back-end'],
    ['something else', answer(418, 'teapot'), 'unknown', /teapot/],
  ])('%s', (_name, exchange, cause, says) => {
    const found = explain({ exchange, token: undefined, checks, now })
    expect(found?.cause).toBe(cause)
    if (says) expect(`${found?.message} ${found?.remedy}`).toMatch(says)
  })

  test("a refusal without a policy is the back end's", () => {
    expect(explain({ exchange: answer(401), token: undefined, checks: [], now })?.cause).toBe('back-end')
  })
  test('403 behind a token that fits', () => {
    const found = explain({
      exchange: answer(403, '', {}, 'Bearer •••'),
      token: { header: {}, claims: v1 },
      checks,
      now,
    })
    expect(found).toMatchObject({ cause: 'forbidden', remedy: expect.stringContaining('allowed applications') })
  })
  test.each([
    ['IDX10511: Signature validation failed.', 'signature'],
    ['IDX10501: key not found', 'signing-key'],
  ])('%s', (body, cause) => {
    const found = explain({
      exchange: answer(401, body, {}, 'Bearer •••'),
      token: { header: {}, claims: v1 },
      checks,
      now,
    })
    expect(found?.cause).toBe(cause)
  })
})

test.each<[VerdictName, Exchange | undefined, Exchange | undefined]>([
  ['protected', answer(401), answer(200)],
  ['protected', answer(403), answer(204)],
  ['not-protected', answer(200), answer(200)],
  ['not-protected', answer(200), undefined],
  ['refused-without-token', answer(401), undefined],
  ['accepted-with-token', undefined, answer(200)],
  ['token-refused', answer(401), answer(401)],
  ['failed', answer(401), answer(500)],
  ['failed', answer(500), undefined],
  ['failed', answer(404), answer(200)],
])('verdict: %s', (name, without, sent) => {
  expect(judge({ without, sent, checks: [], explanation: undefined }).name).toBe(name)
})

test('a refusal by the key proves nothing', () => {
  const without = answer(401, 'Access denied due to missing subscription key.')
  const explanation = explain({ exchange: without, token: undefined, checks: [], now })
  expect(judge({ without, sent: undefined, checks: [], explanation }).name).toBe('key-refused')
})
