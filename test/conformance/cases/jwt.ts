import type { Case } from '../case.ts'
import { audience, caller, hmacKey, tenant } from '../issuer.ts'

const host = 'https://login.microsoftonline.com'
const v1 = `<openid-config url="${host}/${tenant}/.well-known/openid-configuration" />`
const v2 = `<openid-config url="${host}/${tenant}/v2.0/.well-known/openid-configuration" />`
const audiences = `<audiences><audience>${audience}</audience></audiences>`
const jwt = (children: string, attributes = 'header-name="Authorization" require-scheme="Bearer"') => ({
  inbound: `<validate-jwt ${attributes}>${children}</validate-jwt>`,
})
const claim = (name: string, values: readonly string[], attributes = '') =>
  `<required-claims><claim name="${name}" ${attributes}>${values.map((value) => `<value>${value}</value>`).join('')}</claim></required-claims>`
const entra = (children: string, attributes = '') => ({
  inbound: `<validate-azure-ad-token tenant-id="${tenant}" ${attributes}>${children}</validate-azure-ad-token>`,
})
const refused = (reason: string, message: string | RegExp, source = 'validate-jwt') => ({
  status: 401,
  backEnd: 'not called' as const,
  lastError: { source, reason },
  body: message instanceof RegExp ? message : { statusCode: 401, message },
})

export const jwtCases: readonly Case[] = [
  { name: 'a good token passes', api: jwt(v2 + audiences), call: { token: {} }, expected: { status: 200 } },
  {
    name: 'no token',
    api: jwt(v2 + audiences),
    expected: refused('TokenNotPresent', 'JWT not present.'),
  },
  {
    name: 'another scheme counts as no token',
    api: jwt(v2 + audiences),
    call: { headers: { Authorization: 'Basic YTpi' } },
    expected: refused('TokenNotPresent', 'JWT not present.'),
  },
  {
    name: 'what is no JWT is not well formed',
    api: jwt(v2 + audiences),
    call: { headers: { Authorization: 'Bearer hello' } },
    expected: refused('JwtInvalid', /JWT is not well formed/),
  },
  {
    name: 'an expired token',
    api: jwt(v2 + audiences),
    call: { token: { expiresIn: -1 } },
    expected: refused('TokenExpired', /IDX10223: Lifetime validation failed\. The token is expired\./),
  },
  {
    name: 'clock-skew forgives',
    api: jwt(v2 + audiences, 'header-name="Authorization" clock-skew="60"'),
    call: { token: { expiresIn: -59 } },
    expected: { status: 200 },
  },
  {
    name: 'a token that is not valid yet',
    api: jwt(v2 + audiences),
    call: { token: { notBeforeIn: 60 } },
    expected: refused('JwtInvalid', /IDX10222/),
  },
  {
    name: 'a token without an expiration time',
    api: jwt(v2 + audiences),
    call: { token: { expiresIn: null } },
    expected: refused('JwtInvalid', /IDX10225/),
  },
  {
    name: 'a token without an expiration time passes where none is required',
    api: jwt(v2 + audiences, 'header-name="Authorization" require-expiration-time="false"'),
    call: { token: { expiresIn: null } },
    expected: { status: 200 },
  },
  {
    name: 'a wrong signature',
    api: jwt(v2 + audiences),
    call: { token: { key: 'other' } },
    expected: refused('TokenSignatureInvalid', /IDX10511/),
  },
  {
    name: 'a key that the issuer does not publish',
    api: jwt(v2 + audiences),
    call: { token: { key: 'unknown' } },
    expected: refused('TokenSignatureKeyNotFound', /IDX10501.*nobody-knows/),
  },
  {
    name: 'a token without a signature',
    api: jwt(v2 + audiences),
    call: { token: { key: 'none' } },
    expected: refused('TokenSignatureInvalid', /IDX10504/),
  },
  {
    name: 'a token without a signature passes where none is required',
    api: jwt(v2 + audiences, 'header-name="Authorization" require-signed-tokens="false"'),
    call: { token: { key: 'none' } },
    expected: { status: 200 },
  },
  {
    name: 'the signature is checked before the lifetime',
    api: jwt(v2 + audiences),
    call: { token: { key: 'other', expiresIn: -1 } },
    expected: refused('TokenSignatureInvalid', /IDX10511/),
  },
  {
    name: 'another audience',
    api: jwt(v2 + audiences),
    call: { token: { claims: { aud: 'api://other' } } },
    expected: refused('TokenAudienceNotAllowed', /IDX10214: Audience validation failed\. Audiences: 'api:\/\/other'/),
  },
  {
    name: 'one of several audiences is enough',
    api: jwt(v2 + audiences),
    call: { token: { claims: { aud: ['api://other', audience] } } },
    expected: { status: 200 },
  },
  {
    name: 'a token of version 1 does not pass metadata of version 2',
    api: jwt(v2 + audiences),
    call: { token: { version: 1 } },
    expected: refused('TokenIssuerNotAllowed', /IDX10205.*sts\.windows\.net/),
  },
  {
    name: 'two metadata addresses accept both versions',
    api: jwt(v1 + v2 + audiences),
    calls: [
      { call: { token: { version: 1 } }, expected: { status: 200 } },
      { call: { token: { version: 2 } }, expected: { status: 200 } },
    ],
  },
  {
    name: 'listed issuers count beside that of the metadata',
    api: jwt(`${v2}${audiences}<issuers><issuer>https://sts.windows.net/${tenant}/</issuer></issuers>`),
    call: { token: { version: 1 } },
    expected: { status: 200 },
  },
  ...(['PS256', 'ES256'] as const).map((algorithm) => ({
    name: `a token signed with ${algorithm}`,
    api: jwt(v2 + audiences),
    call: { token: { algorithm } },
    expected: { status: 200 },
  })),
  {
    name: 'a symmetric key',
    api: jwt(`<issuer-signing-keys><key>${hmacKey}</key></issuer-signing-keys>${audiences}`),
    calls: [
      { call: { token: { algorithm: 'HS256' } }, expected: { status: 200 } },
      { call: { token: {} }, expected: refused('TokenSignatureKeyNotFound', /IDX10501/) },
    ],
  },
  {
    name: 'a claim that is missing',
    api: jwt(v2 + claim('roles', ['Orders.Read'])),
    call: { token: {} },
    expected: refused('TokenClaimNotFound', 'JWT token is missing the following claims: roles. Access denied.'),
  },
  {
    name: 'a claim with another value',
    api: jwt(v2 + claim('roles', ['Orders.Read'])),
    call: { token: { claims: { roles: ['Orders.Write'] } } },
    expected: refused('TokenClaimValueNotAllowed', 'Claim roles value of Orders.Write is not allowed. Access denied.'),
  },
  {
    name: 'match="all" wants every value',
    api: jwt(v2 + claim('roles', ['a', 'b'], 'match="all"')),
    calls: [
      { call: { token: { claims: { roles: ['a'] } } }, expected: { status: 401 } },
      { call: { token: { claims: { roles: ['b', 'a'] } } }, expected: { status: 200 } },
    ],
  },
  {
    name: 'match="any" wants one value',
    api: jwt(v2 + claim('roles', ['a', 'b'], 'match="any"')),
    call: { token: { claims: { roles: ['b'] } } },
    expected: { status: 200 },
  },
  {
    name: "separator splits the token's claim, not the policy's value",
    api: jwt(v2 + claim('scp', ['read'], 'match="any" separator=" "')),
    call: { token: { claims: { scp: 'write read' } } },
    expected: { status: 200 },
  },
  {
    name: 'a list in one value of the policy never matches',
    api: jwt(v2 + claim('roles', ['a,b'], 'match="any" separator=","')),
    call: { token: { claims: { roles: ['a'] } } },
    expected: { status: 401 },
  },
  {
    name: 'the token may come in a query parameter or another header',
    api: jwt(v2 + audiences, 'header-name="X-Token"'),
    call: { headers: { 'X-Token': 'nonsense' } },
    expected: refused('JwtInvalid', /not well formed/),
  },
  {
    name: 'status and text of a refusal are the policy’s',
    api: jwt(
      v2,
      'header-name="Authorization" failed-validation-httpcode="403" failed-validation-error-message="Go away"',
    ),
    expected: {
      status: 403,
      body: { statusCode: 403, message: 'Go away' },
      lastError: { reason: 'TokenNotPresent', message: 'JWT not present.' },
    },
  },
  {
    name: 'metadata of a host that nobody stands in for is named in the refusal',
    api: jwt('<openid-config url="https://login.example/x/.well-known/openid-configuration" />'),
    call: { token: {} },
    expected: refused('JwtInvalid', /IDX20803.*login\.example/),
  },
  {
    name: 'validate-azure-ad-token accepts both versions of its tenant',
    api: entra(audiences),
    calls: [
      { call: { token: { version: 1 } }, expected: { status: 200 } },
      { call: { token: { version: 2 } }, expected: { status: 200 } },
    ],
  },
  {
    name: 'validate-azure-ad-token checks the calling application in either version',
    api: entra(`<client-application-ids><application-id>${caller}</application-id></client-application-ids>`),
    calls: [
      { call: { token: { version: 1 } }, expected: { status: 200 } },
      { call: { token: { version: 2 } }, expected: { status: 200 } },
      {
        call: { token: { claims: { azp: 'somebody' } } },
        expected: refused('TokenClaimValueNotAllowed', /Claim azp value of somebody/, 'validate-azure-ad-token'),
      },
    ],
  },
  {
    name: 'validate-azure-ad-token checks its own application ids as audiences',
    api: entra(`<backend-application-ids><application-id>${audience}</application-id></backend-application-ids>`),
    calls: [
      { call: { token: {} }, expected: { status: 200 } },
      {
        call: { token: { claims: { aud: 'x' } } },
        expected: refused('TokenAudienceNotAllowed', /IDX10214/, 'validate-azure-ad-token'),
      },
    ],
  },
  {
    name: 'validate-azure-ad-token refuses another tenant',
    api: entra(audiences),
    call: { token: { claims: { iss: `${host}/other/v2.0` } } },
    expected: refused('TokenIssuerNotAllowed', /IDX10205/, 'validate-azure-ad-token'),
  },
  {
    name: 'a remembered token is refused when it has expired',
    api: jwt(v2 + audiences),
    calls: [
      { call: { headers: {}, token: { expiresIn: 30 } }, expected: { status: 200 } },
      { call: { token: { expiresIn: -1 } }, afterSeconds: 31, expected: { status: 401 } },
    ],
  },
  {
    name: 'a new key is fetched when a token names it, and old tokens then fail',
    api: jwt(v2 + audiences),
    calls: [
      { call: { token: {} }, expected: { status: 200 } },
      { call: { token: {} }, rotateKeys: true, expected: { status: 200 } },
    ],
  },
]
