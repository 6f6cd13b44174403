import type { Case } from '../case.ts'
import { tenant } from '../issuer.ts'

/** Job 1 as users write it today: an audience as a required claim, the reason in the answer, the header kept from the back end. */
const onlyManagedIdentities = (host: string, audience: string) => ({
  inbound: `<validate-jwt header-name="Authorization" failed-validation-httpcode="401"
              failed-validation-error-message="@((string)context.LastError.Message)" require-scheme="Bearer">
  <openid-config url="https://${host}/{{tenantId}}/.well-known/openid-configuration" />
  <required-claims>
    <claim name="aud">
      <value>${audience}</value>
    </claim>
  </required-claims>
</validate-jwt>
<set-header id="apim-generated-policy" name="Authorization" exists-action="delete" />`,
})

const government = 'https://management.usgovcloudapi.net'
const arm = (aud: string) => ({ version: 1, claims: { aud } }) as const

const factory = (host: string, audience: string): Pick<Case, 'namedValues' | 'api'> => ({
  namedValues: { tenantId: tenant },
  api: onlyManagedIdentities(host, audience),
})

export const theTwoJobs: readonly Case[] = [
  {
    name: 'job 1: a managed identity of the tenant gets in, and its token does not reach the back end',
    ...factory('login.microsoftonline.us', government),
    call: { token: arm(government) },
    expected: { status: 200, backEnd: { headers: { authorization: null } } },
  },
  {
    name: 'job 1: no token, and the caller is told',
    ...factory('login.microsoftonline.us', government),
    expected: {
      status: 401,
      body: { statusCode: 401, message: 'JWT not present.' },
      backEnd: 'not called',
      lastError: { source: 'validate-jwt', reason: 'TokenNotPresent' },
    },
  },
  {
    name: 'job 1: an audience that differs by a slash is refused, with the value in the answer',
    ...factory('login.microsoftonline.com', 'https://management.azure.com/'),
    call: { token: arm('https://management.azure.com') },
    expected: {
      status: 401,
      body: {
        statusCode: 401,
        message: 'Claim aud value of https://management.azure.com is not allowed. Access denied.',
      },
    },
  },
  {
    name: 'job 1: a token of version 2 does not fit metadata of version 1',
    ...factory('login.microsoftonline.com', government),
    call: { token: { version: 2, claims: { aud: government } } },
    expected: { status: 401, body: /IDX10205: Issuer validation failed/ },
  },
  {
    name: 'job 1: the named value is missing',
    api: onlyManagedIdentities('login.microsoftonline.us', government),
    call: { token: arm(government) },
    expected: { status: 500, body: /tenantId/, backEnd: 'not called' },
  },
  {
    name: 'job 1: a subscription key that is still required is another 401',
    ...factory('login.microsoftonline.us', government),
    settings: { subscriptionRequired: true },
    call: { token: arm(government) },
    expected: { status: 401, body: /missing subscription key/ },
  },
  {
    name: 'job 2: the instance calls the back end with its own identity',
    identities: [{ clientId: 'c', principalId: 'p', systemAssigned: true }],
    tokens: async ({ resource }) => ({ token: `for ${resource}`, expiresOn: Date.UTC(2026, 0, 2) }),
    api: { inbound: '<authentication-managed-identity resource="00009999-aaaa-8888-bbbb-7777cccc6666" />' },
    expected: {
      status: 200,
      backEnd: { headers: { authorization: 'Bearer for 00009999-aaaa-8888-bbbb-7777cccc6666' } },
    },
  },
  {
    name: 'job 2: placed before validate-jwt, that policy sees the token of the instance',
    identities: [{ clientId: 'c', principalId: 'p', systemAssigned: true }],
    tokens: async () => ({ token: 'not.a.jwt', expiresOn: Date.UTC(2026, 0, 2) }),
    namedValues: { tenantId: tenant },
    api: {
      inbound: `<authentication-managed-identity resource="r" />${onlyManagedIdentities('login.microsoftonline.us', government).inbound}`,
    },
    call: { token: arm(government) },
    expected: { status: 401, body: /not well formed/, backEnd: 'not called' },
  },
]
