import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { beforeAll, expect, test } from 'vitest'
import { callPage } from '../../workflows/call-page.ts'
import { scene, tryCall, useCallScene } from './call-scene.ts'

useCallScene()
beforeAll(async () => {
  const { instance } = scene()
  const [api] = await instance.listInformation('api')
  await instance.putApi('orders', { ...api?.properties, subscriptionRequired: true }, { ifMatch: '*' })
})

/** An address on which nothing listens any more. */
async function closedOrigin(): Promise<string> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return `http://127.0.0.1:${port}`
}

test('the key of the first subscription that fits is used, and shown nowhere', async () => {
  const { report } = await tryCall()
  const { primaryKey } = await scene().instance.getSubscriptionKeys('orders-starter')
  expect(report?.without).toMatchObject({
    request: { headers: { 'Ocp-Apim-Subscription-Key': '•••' } },
    response: { status: 200 },
  })
  expect(report?.verdict.name).toBe('not-protected')
  expect(JSON.stringify(report)).not.toContain(primaryKey)
})

test('a key of ones own, and a wrong one', async () => {
  const { primaryKey, secondaryKey } = await scene().instance.getSubscriptionKeys('orders-starter')
  expect((await tryCall({ subscription: { key: secondaryKey } })).report?.without?.response.status).toBe(200)
  const { report } = await tryCall({ subscription: { key: 'f'.repeat(32) } })
  expect(report).toMatchObject({ verdict: { name: 'key-refused' }, explanation: { cause: 'key-invalid' } })
  expect(callPage(report ?? expect.fail())).not.toContain(primaryKey)
})

test('a subscription by its id, and one that is not there', async () => {
  expect((await tryCall({ subscription: { id: 'orders-starter' } })).report?.without?.response.status).toBe(200)
  await expect(tryCall({ subscription: { id: 'nobody' } })).rejects.toThrow(/There is: .*orders-starter/)
})

test('what is not given is asked', async () => {
  const { ports, report } = await tryCall(
    { api: undefined, operation: undefined },
    { choose: ['Orders', 'Get an order'], input: ['1001'] },
  )
  expect(ports.asked).toEqual(['Which API?', 'Which operation of Orders?', 'id of GET /{id}'])
  expect(report?.without?.request.url).toBe('https://policywright-local.azure-api.net/orders/1001')
  expect((await tryCall({ operation: 'get-order' }, { input: [] })).report).toBeUndefined()
})

test.each([
  ['Segment', {}, 'https://policywright-local.azure-api.net/Segment/v2/things', {}],
  ['Query', { versionQueryName: 'v' }, 'https://policywright-local.azure-api.net/Query/things?v=v2', {}],
  [
    'Header',
    { versionHeaderName: 'X-Ver' },
    'https://policywright-local.azure-api.net/Header/things',
    { 'X-Ver': 'v2' },
  ],
])('a version by its %s, of the current revision and of another', async (scheme, names, url, headers) => {
  const { instance } = scene()
  await instance.putVersionSet(scheme, { displayName: scheme, versioningScheme: scheme, ...names })
  const apiVersionSetId = `/apiVersionSets/${scheme}`
  const properties = { displayName: scheme, path: scheme, protocols: ['https'], subscriptionRequired: false }
  await instance.putApi(scheme, { ...properties, apiVersion: 'v2', apiVersionSetId })
  await instance.putOperation(scheme, 'list', { displayName: 'List', method: 'GET', urlTemplate: '/things' })
  const text = '<policies><inbound><return-response /></inbound></policies>'
  await instance.putPolicy({ kind: 'api', api: scheme }, text)
  await instance.putApi(`${scheme};rev=2`, {
    ...properties,
    apiVersion: 'v2',
    apiVersionSetId,
    sourceApiId: `/apis/${scheme}`,
  })
  for (const [api, at] of [
    [scheme, url],
    [`${scheme};rev=2`, url.replace('/things', ';rev=2/things')],
  ] as const) {
    const { report } = await tryCall({ api, operation: 'list', tokens: 'without' })
    expect(report?.without).toMatchObject({ request: { url: at, headers }, response: { status: 200 } })
  }
})

test('a parameter that the operation does not have is no parameter', async () => {
  await expect(tryCall({ operation: 'get-order', parameters: { orderId: '1001' } })).rejects.toThrow(
    'There is no parameter "orderId" of operation "get-order" on the instance. There is: id.',
  )
})

test('a body is sent and counts', async () => {
  const { report } = await tryCall({
    operation: 'create-order',
    body: '{"customer":"Contoso","product":"cup","quantity":1}',
  })
  expect(report?.without?.response.status).toBe(201)
})

test('the instance, the sign-in and the gateway each fail in words', async () => {
  const { routes } = scene().endpoints
  const dead = { ...routes, 'policywright-local.azure-api.net': await closedOrigin() }
  const refused = (await tryCall({ routes: dead })).report
  expect(refused).toMatchObject({ verdict: { name: 'unreachable' }, explanation: { cause: 'unreachable' } })
  expect(refused?.verdict.message).toMatch(/policywright-local\.azure-api\.net: nothing listens there/)
  const broken = {
    getToken: async () => {
      throw new Error('AADSTS700082: expired. Trace ID: 1')
    },
  }
  const unsigned = (await tryCall({ credential: broken, audience: 'api://orders', tokens: 'with' })).report
  expect(unsigned).toMatchObject({ explanation: { cause: 'no-token' } })
  expect(unsigned?.verdict.message).toMatch(/sign in again/)
})

test('a fault inside the gateway names its policy', async () => {
  const stored = await scene().instance.getPolicy({ kind: 'api', api: 'orders' })
  const text = stored?.text.replace('{{orders-back-end-client-id}}', 'api://nobody-has-this') ?? ''
  await scene().instance.putPolicy({ kind: 'api', api: 'orders' }, text, { ifMatch: stored?.etag ?? '' })
  const { report } = await tryCall()
  expect(report?.without?.response.status).toBe(500)
  expect(report?.explanation?.message).toMatch(/managed identity|no application with that resource/)
})
