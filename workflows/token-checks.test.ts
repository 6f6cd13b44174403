import { expect, test } from 'vitest'
import type { PolicyRef } from '../azure/apim-port.ts'
import { audienceFor, type ScopedDocument, tokenChecks } from './token-checks.ts'

const operation: PolicyRef = { kind: 'operation', api: 'a', operation: 'o' }
const api: PolicyRef = { kind: 'api', api: 'a' }
const global: PolicyRef = { kind: 'global' }
const document = (ref: PolicyRef, inbound: string): ScopedDocument => ({
  ref,
  text: `<policies>\n<inbound>\n${inbound}\n</inbound>\n</policies>`,
})
const jwt = (audience: string): string =>
  `<validate-jwt header-name="Authorization"><audiences><audience>${audience}</audience></audiences></validate-jwt>`

test.each<[string, readonly ScopedDocument[], readonly string[]]>([
  ['none', [document(api, '<base />')], []],
  [
    'wider scopes first',
    [document(operation, `<base />${jwt('o')}`), document(api, `<base />${jwt('a')}`), document(global, jwt('g'))],
    ['g', 'a', 'o'],
  ],
  [
    'a scope without <base /> cuts the wider ones off',
    [document(operation, `<base />${jwt('o')}`), document(api, jwt('a')), document(global, jwt('g'))],
    ['a', 'o'],
  ],
  ['a document without inbound too', [{ ref: operation, text: '<policies />' }, document(api, jwt('a'))], []],
  [
    'a check before <base /> runs before the wider ones',
    [document(operation, `${jwt('o')}<base />`), document(api, `<base />${jwt('a')}`), document(global, jwt('g'))],
    ['o', 'g', 'a'],
  ],
  ['a request of its own is not the caller', [document(api, `<send-request>${jwt('x')}</send-request>`)], []],
])('%s', (_name, documents, audiences) => {
  expect(tokenChecks(documents).map((check) => check.audiences[0])).toEqual(audiences)
})

test('everything that a check asks for', () => {
  const text = `<policies>
  <inbound>
    <base />
    <choose>
      <when condition="@(true)">
        <validate-jwt header-name="Authorization" require-scheme="Bearer">
          <openid-config url="https://login.microsoftonline.com/{{tenantId}}/v2.0/.well-known/openid-configuration" />
          <issuers><issuer>https://issuer.example/</issuer></issuers>
          <required-claims>
            <claim name="aud"><value>api://a</value></claim>
            <claim name="roles" match="any" separator=","><value>R1</value><value>R2</value></claim>
          </required-claims>
        </validate-jwt>
      </when>
    </choose>
    <validate-azure-ad-token id="mine" tenant-id="{{tenantId}}" failed-validation-httpcode="403" failed-validation-error-message="No">
      <client-application-ids><application-id>app</application-id></client-application-ids>
    </validate-azure-ad-token>
  </inbound>
</policies>`
  expect(tokenChecks([{ ref: api, text }], { namedValues: new Map([['tenantId', 'the-tenant']]) })).toEqual([
    {
      policy: 'validate-jwt',
      ref: api,
      line: 6,
      ordinal: 0,
      id: undefined,
      runs: 'sometimes',
      header: 'Authorization',
      query: undefined,
      scheme: 'Bearer',
      status: 401,
      answer: undefined,
      clockSkew: 0,
      requireExpiration: true,
      audiences: ['api://a'],
      exactAudiences: ['api://a'],
      issuers: ['https://issuer.example/'],
      metadataUrls: ['https://login.microsoftonline.com/the-tenant/v2.0/.well-known/openid-configuration'],
      tenant: undefined,
      authority: undefined,
      clientApplicationIds: [],
      claims: [{ name: 'roles', match: 'any', separator: ',', values: ['R1', 'R2'] }],
    },
    {
      policy: 'validate-azure-ad-token',
      ref: api,
      line: 16,
      ordinal: 1,
      id: 'mine',
      runs: 'always',
      header: 'Authorization',
      query: undefined,
      scheme: undefined,
      status: 403,
      answer: 'No',
      clockSkew: 0,
      requireExpiration: true,
      audiences: [],
      exactAudiences: [],
      issuers: [],
      metadataUrls: [],
      tenant: 'the-tenant',
      authority: undefined,
      clientApplicationIds: ['app'],
      claims: [],
    },
  ])
})

test('the audience that every check accepts', () => {
  const checks = (...lists: readonly (readonly string[])[]) =>
    tokenChecks([document(api, lists.map((list) => jwt(list.join('</audience><audience>'))).join(''))])
  expect(audienceFor(checks(['a', 'b'], ['b', 'c']))).toBe('b')
  expect(audienceFor(checks(['a'], ['c']))).toBe('a')
  expect(audienceFor([])).toBeUndefined()
})

test('checks of included fragments are checks of the request, one inside itself aside', () => {
  const fragments = new Map([['check', `<fragment>\n${jwt('f')}\n<include-fragment fragment-id="check" /></fragment>`]])
  const text = '<base /><choose><when condition="@(true)"><include-fragment fragment-id="check" /></when></choose>'
  const found = tokenChecks([document(api, `${text}${jwt('a')}`)], { fragments })
  expect(found.map(({ ref, line, ordinal, runs, audiences }) => ({ ref, line, ordinal, runs, audiences }))).toEqual([
    { ref: { kind: 'fragment', fragment: 'check' }, line: 2, ordinal: 0, runs: 'sometimes', audiences: ['f'] },
    { ref: api, line: 3, ordinal: 0, runs: 'always', audiences: ['a'] },
  ])
})

const identity = '<authentication-managed-identity resource="x" />'
test.each<[string, readonly ScopedDocument[], string | undefined]>([
  ['before it', [document(api, `${jwt('a')}${identity}`)], undefined],
  ['in the same document', [document(api, `${identity}${jwt('a')}`)], 'authentication-managed-identity 3'],
  [
    'of a wider scope',
    [document(operation, `<base />\n${jwt('o')}`), document(api, `\n${identity}`)],
    'authentication-managed-identity 4',
  ],
  ['of a wider scope behind it', [document(operation, `${jwt('o')}<base />`), document(api, identity)], undefined],
  [
    'a header taken away',
    [document(api, `<set-header name="authorization" exists-action="delete" />${jwt('a')}`)],
    'set-header 3',
  ],
  ['another header', [document(api, `<set-header name="X-Key"><value>x</value></set-header>${jwt('a')}`)], undefined],
  [
    'on a branch only',
    [document(api, `<choose><when condition="@(true)">${identity}</when></choose>${jwt('a')}`)],
    undefined,
  ],
  [
    'a token in a variable',
    [document(api, `<authentication-managed-identity resource="x" output-token-variable-name="t" />${jwt('a')}`)],
    undefined,
  ],
])('what replaces the header: %s', (_what, documents, expected) => {
  const [check] = tokenChecks(documents)
  expect(check?.replacedBy && `${check.replacedBy.name} ${check.replacedBy.line}`).toBe(expected)
})
