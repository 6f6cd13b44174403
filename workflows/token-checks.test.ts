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
    <validate-azure-ad-token tenant-id="{{tenantId}}">
      <client-application-ids><application-id>app</application-id></client-application-ids>
    </validate-azure-ad-token>
  </inbound>
</policies>`
  expect(tokenChecks([{ ref: api, text }], { namedValues: new Map([['tenantId', 'the-tenant']]) })).toEqual([
    {
      policy: 'validate-jwt',
      ref: api,
      line: 6,
      runs: 'sometimes',
      header: 'Authorization',
      scheme: 'Bearer',
      audiences: ['api://a'],
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
      runs: 'always',
      header: 'Authorization',
      scheme: undefined,
      audiences: [],
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
