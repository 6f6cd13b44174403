import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LocalInstance, ordersSample, startLocalInstance, startWithBackEndInstance } from '../local-instance.ts'
import { namesOf, resourceApps } from './names.ts'

/** An API of one instance has an API of another one as its back end, which checks the first one's identity. */
let both: Awaited<ReturnType<typeof startWithBackEndInstance>>
let second: LocalInstance
const ids = { first: namesOf('local').serviceId, second: namesOf('second').serviceId }
const secondHost = 'policywright-second.azure-api.net'
beforeAll(async () => {
  both = await startWithBackEndInstance({ sample: ordersSample(), pendingPolls: 0 }, 'second')
  second = both.backEndInstance
})
afterAll(() => both.stop())

const document = (inbound: string): string =>
  `<policies><inbound><base />${inbound}</inbound><backend><base /></backend><outbound><base /></outbound><on-error><base /></on-error></policies>`
const push = (one: LocalInstance, serviceId: string, inbound: string) =>
  one.management.send({
    method: 'PUT',
    path: `${serviceId}/apis/orders/policies/policy`,
    body: { properties: { format: 'rawxml', value: document(inbound) } },
  })
const call = () => fetch(`${both.endpoints.gatewayUrl}/orders/`).then(({ status }) => status)
const token = `<authentication-managed-identity resource="${resourceApps.ordersBackEnd}" />`
const checked = (objectId: string): string => `
  <validate-jwt header-name="Authorization" require-scheme="Bearer">
    <openid-config url="https://login.microsoftonline.com/${second.endpoints.tenantId}/.well-known/openid-configuration" />
    <audiences><audience>${resourceApps.ordersBackEnd}</audience></audiences>
    <required-claims><claim name="oid"><value>${objectId}</value></claim></required-claims>
  </validate-jwt>${token}`
const objectIdOf = (one: LocalInstance, serviceName: string): string =>
  one.identity.directory.findPrincipal(serviceName)?.objectId ?? ''

test('the second checks the identity of the first, also with a new key', async () => {
  await push(second, ids.second, checked(objectIdOf(second, 'policywright-local')))
  await push(both, ids.first, `<set-backend-service base-url="https://${secondHost}/orders" />`)
  expect(await call()).toBe(401)
  await push(both, ids.first, `<set-backend-service base-url="https://${secondHost}/orders" />${token}`)
  expect(await call()).toBe(200)

  await both.identity.keys.rotate()
  expect(second.identity.keys.published).toHaveLength(3)

  await push(second, ids.second, checked(objectIdOf(second, 'data-factory')))
  expect(await call()).toBe(401)
})

test('each has names, an identity and addresses of its own', () => {
  const { endpoints: a } = both
  const { endpoints: b } = second
  expect([a.serviceName, b.serviceName]).toEqual(['policywright-local', 'policywright-second'])
  expect(
    new Set([a.gatewayUrl, b.gatewayUrl, a.managementUrl, b.managementUrl, a.identityUrl, b.identityUrl]).size,
  ).toBe(6)
  expect(objectIdOf(both, a.serviceName)).not.toBe(objectIdOf(both, b.serviceName))
  expect(objectIdOf(both, a.serviceName)).toBe(objectIdOf(second, a.serviceName))
  expect(a.routes[secondHost]).toBe(b.gatewayUrl)
})

const arm = async (path: string, init: RequestInit = {}) => {
  const { token: bearer } = await both.identity.issue({
    identity: 'developer',
    audience: 'https://management.azure.com',
  })
  const response = await fetch(`${both.endpoints.managementUrl}${path}?api-version=2024-05-01`, {
    ...init,
    headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
  })
  const text = await response.text()
  const body = (text === '' ? {} : JSON.parse(text)) as { value?: { name: string }[]; name?: string }
  return { status: response.status, body }
}

test('Azure Resource Manager of either shows both, as services of one subscription', async () => {
  const { body } = await arm(
    `/subscriptions/${both.endpoints.subscriptionId}/providers/Microsoft.ApiManagement/service`,
  )
  expect(body.value?.map(({ name }) => name)).toEqual(['policywright-local', 'policywright-second'])
  expect(await arm(`${ids.second}/apis/orders`)).toMatchObject({ status: 200, body: { name: 'orders' } })
  const identity = `${ids.second}/providers/Microsoft.ManagedIdentity/identities/default`
  expect(await arm(identity)).toMatchObject({ status: 200 })
  const named = { method: 'PUT', body: JSON.stringify({ properties: { displayName: 'x', value: '1' } }) }
  expect((await arm(`${ids.second}/namedValues/x`, named)).status).toBe(202)
  expect((await arm(`${ids.first}/namedValues/x`)).status).toBe(404)
})

test('one that leaves is forgotten', async () => {
  const third = await startLocalInstance({ name: 'third' })
  await third.neighbours.meet(second.endpoints.managementUrl)
  expect(Object.keys(second.endpoints.routes)).toContain('policywright-third.azure-api.us')
  await third.stop()
  expect(Object.keys(second.endpoints.routes)).not.toContain('policywright-third.azure-api.us')
  expect(second.identity.directory.findPrincipal('policywright-third')).toBeUndefined()
})

test.each([
  ['no JSON', '{'],
  [
    'an address elsewhere',
    { name: 'x', managementUrl: 'https://evil.example', gatewayUrl: 'http://127.0.0.1:1', keys: [] },
  ],
  ['its own name', { name: 'local', managementUrl: 'http://127.0.0.1:1', gatewayUrl: 'http://127.0.0.1:1', keys: [] }],
  [
    'a key that is none',
    { name: 'x', managementUrl: 'http://127.0.0.1:1', gatewayUrl: 'http://127.0.0.1:1', keys: [{ kty: 'oct' }] },
  ],
])('a neighbour with %s is refused', async (_what, body) => {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const door = `${both.endpoints.managementUrl}/_local/neighbours`
  expect((await fetch(door, { method: 'POST', body: text })).status).toBe(400)
  expect((await fetch(door, { method: 'POST', body: text, headers: { origin: 'https://web.example' } })).status).toBe(
    403,
  )
})
