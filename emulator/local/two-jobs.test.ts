import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ruleSettings } from '../../language-server/core/configuration/levels.ts'
import { check } from '../../language-server/core/lint/check.ts'
import { analyse } from '../../language-server/core/model/analysis.ts'
import { type LocalInstance, ordersSample, startLocalInstance } from '../local-instance.ts'
import { resourceApps, serviceId } from './names.ts'

/** The two policies that people write by hand: only managed identities may call, and the instance calls with its own. */
let instance: LocalInstance
beforeAll(async () => {
  instance = await startLocalInstance({ sample: ordersSample(), pendingPolls: 0 })
  const properties = { displayName: 'tenantId', value: instance.endpoints.tenantId }
  await instance.management.send({ method: 'PUT', path: `${serviceId}/namedValues/tenantId`, body: { properties } })
})
afterAll(() => instance.stop())

const documentOf = (inbound: string): string => `<policies>
  <inbound>
    <base />
    ${inbound}
  </inbound>
  <backend>
    <base />
  </backend>
  <outbound>
    <base />
  </outbound>
  <on-error>
    <base />
  </on-error>
</policies>`

const clouds = [
  ['public', 'login.microsoftonline.com', 'https://management.azure.com'],
  ['usgov', 'login.microsoftonline.us', 'https://management.usgovcloudapi.net'],
  ['china', 'login.chinacloudapi.cn', 'https://management.chinacloudapi.cn'],
] as const

const job1 = (
  login: string,
  audience: string,
): string => `<validate-jwt header-name="Authorization" failed-validation-httpcode="401" failed-validation-error-message="@((string)context.LastError.Message)" require-scheme="Bearer">
      <openid-config url="https://${login}/{{tenantId}}/.well-known/openid-configuration" />
      <required-claims>
        <claim name="aud">
          <value>${audience}</value>
        </claim>
      </required-claims>
    </validate-jwt>
    <set-header id="apim-generated-policy" name="Authorization" exists-action="delete" />`
const job2 = `<authentication-managed-identity resource="${resourceApps.ordersBackEnd}" />`

async function push(inbound: string): Promise<void> {
  const value = documentOf(inbound)
  const body = { properties: { format: 'rawxml', value } }
  await instance.management.send({ method: 'PUT', path: `${serviceId}/apis/orders/policies/policy`, body })
}
const call = async (order?: Parameters<LocalInstance['identity']['issue']>[0], scheme = 'Bearer') =>
  fetch(`${instance.endpoints.gatewayUrl}/orders/`, {
    headers: order ? { authorization: `${scheme} ${(await instance.identity.issue(order)).token}` } : {},
  })

test.each([
  ...clouds.map(([cloud, login, audience]) => [`callers in ${cloud}`, job1(login, audience)] as const),
  ['the back end', job2] as const,
])('the policy for %s has no finding, but about its audience', (_what, inbound) => {
  const found = check(analyse(documentOf(inbound), { scope: 'api', gateway: 'classic' }), {
    settings: ruleSettings({}),
  })
  // That the management audience lets every identity of the tenant in is said, and true.
  expect(found.filter(({ rule }) => rule !== 'management-audience-open')).toEqual([])
})

describe.each(clouds)('only managed identities of the %s cloud may call', (_cloud, login, audience) => {
  beforeAll(() => push(`${job1(login, audience)}\n    ${job2}`))
  const caller = { identity: 'data-factory', audience }

  test('a Data Factory with the right audience is let in', async () => {
    expect((await call(caller)).status).toBe(200)
  })

  test.each([
    ['no token', undefined],
    ['a slash at the end of the audience', { ...caller, audience: `${audience}/` }],
    ['another audience', { ...caller, audience: 'api://orders' }],
    ['a token that expired', { ...caller, expiresIn: -3600 }],
    ['a bad signature', { ...caller, badSignature: true }],
    ['version 2', { ...caller, version: 2 }],
    [
      'a token of another tenant',
      { ...caller, claims: { iss: 'https://sts.windows.net/11111111-1111-4111-8111-111111111111/' } },
    ],
  ] as const)('%s is refused', async (_what, order) => {
    const refused = await call(order)
    expect(refused.status).toBe(401)
    expect(await refused.json()).toMatchObject({ statusCode: 401, message: expect.stringMatching(/./) })
  })

  test('another scheme is refused', async () => {
    expect((await call(caller, 'Token')).status).toBe(401)
  })
})

test('the back end refuses alone and answers through the instance, with no secret anywhere', async () => {
  await push(job2)
  expect((await fetch(instance.endpoints.backEndUrl)).status).toBe(401)
  expect((await call()).status).toBe(200)
})

test('an instance without an identity, and a policy before the check, fail as they do in Azure', async () => {
  await push(`${job2}\n    ${job1('login.microsoftonline.com', 'https://management.azure.com')}`)
  expect((await call({ identity: 'data-factory', audience: 'https://management.azure.com' })).status).toBe(401)
  await push(job2)
  const setIdentity = (type: string) =>
    instance.management.send({ method: 'PATCH', path: serviceId, body: { identity: { type } } })
  await setIdentity('None')
  expect((await call()).status).toBe(500)
  await setIdentity('SystemAssigned')
  expect((await call()).status).toBe(200)
})
