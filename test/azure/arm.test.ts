import { ApiManagementClient } from '@azure/arm-apimanagement'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { accessToken } from '../../azure/access-token.ts'
import type { InstancePort, PolicyRef } from '../../azure/apim-port.ts'
import { clouds } from '../../azure/clouds.ts'
import { connect, findSubscriptions } from '../../azure/connect.ts'
import { loopbackHttpClient } from '../../azure/loopback-http-client.ts'
import type { ServiceError } from '../../azure/service-error.ts'
import { developerCredential, instanceOf, startLocal } from './local.ts'

let local: Awaited<ReturnType<typeof startLocal>>
let instance: InstancePort
beforeAll(async () => {
  local = await startLocal()
  instance = local.instance
})
afterAll(() => local.stop())
afterEach(() => local.local.management.faults.clear())

const api: PolicyRef = { kind: 'api', api: 'orders' }
const failure = (promise: Promise<unknown>): Promise<ServiceError> =>
  promise.then(
    () => {
      throw new Error('it should have failed')
    },
    (error: ServiceError) => error,
  )

const policy = (inbound: string): string =>
  `<policies>\n  <inbound>\n    <base />\n    ${inbound}\n  </inbound>\n</policies>`

describe('the back end', () => {
  test('an app is found by its host name', async () => {
    const app = await local.azure.findAppService('ORDERS-back-end.azurewebsites.net')
    expect(app).toMatchObject({ name: 'orders-back-end', resourceGroup: local.endpoints.resourceGroup })
    expect(await local.azure.findAppService('nobody.azurewebsites.net')).toBeUndefined()
  })

  test('the client id of a system-assigned identity', async () => {
    const { id } = await instance.getInstance()
    expect(await local.azure.findIdentityClientId(id)).toMatch(/^[0-9a-f-]{36}$/)
    const other = id.replace(/[^/]+$/, 'nobody')
    expect(await local.azure.findIdentityClientId(other)).toBeUndefined()
  })

  test('authentication settings go back whole, and a refusal is told', async () => {
    const app = (await local.azure.findAppService('orders-back-end.azurewebsites.net')) ?? expect.fail()
    const document = await local.azure.getAppServiceAuthenticationDocument(app)
    expect(document).toMatchObject({ properties: { httpSettings: { requireHttps: true } } })
    await local.azure.putAppServiceAuthenticationDocument(app, document)
    expect(await local.azure.getAppServiceAuthenticationDocument(app)).toEqual(document)
    const gone = { ...app, name: 'gone', resourceId: app.resourceId.replace(/[^/]+$/, 'gone') }
    const error = await failure(local.azure.getAppServiceAuthenticationDocument(gone))
    expect(error).toMatchObject({ name: 'ServiceError', kind: 'not-found' })
  })
})

describe('reading', () => {
  test('subscriptions, instances and what is on one', async () => {
    const { credential, endpoints } = local
    const subscriptions = await findSubscriptions({ cloud: clouds.local, credential, routes: endpoints.routes })
    expect(subscriptions.map(({ id }) => id)).toEqual([endpoints.subscriptionId])
    const port = await connect({
      cloud: clouds.local,
      credential,
      routes: endpoints.routes,
      subscriptionId: endpoints.subscriptionId,
    })
    expect((await port.listInstances()).map(({ serviceName }) => serviceName)).toEqual([endpoints.serviceName])
    expect((await instance.listApis()).map(({ id, path }) => [id, path])).toEqual([['orders', 'orders']])
    expect((await instance.listOperations('orders')).map(({ id }) => id).sort()).toEqual([
      'create-order',
      'get-order',
      'list-orders',
    ])
    expect((await instance.listProducts()).map(({ id }) => id)).toContain('starter')
    expect(await instance.listProductApis('starter')).toEqual(['orders'])
    expect((await instance.listFragments()).map(({ id }) => id)).toEqual(['correlation-id'])
    expect((await instance.listNamedValues()).map(({ displayName }) => displayName)).toEqual([
      'orders-back-end-client-id',
    ])
    expect((await instance.listBackends()).map(({ id }) => id)).toEqual(['orders-back-end'])
    const subscription = (await instance.listSubscriptions()).find(({ id }) => id === 'orders-starter')
    expect(subscription?.state).toBe('active')
    expect((await instance.getSubscriptionKeys('orders-starter')).primaryKey).toMatch(/^\w{16,}$/)
    const site = await port.getAppServiceAuthentication(endpoints.resourceGroup, 'orders-back-end')
    expect(site).toMatchObject({ enabled: true, clientId: expect.stringMatching(/^[0-9a-f-]{36}$/) })
    expect(await port.getAppServiceAuthentication(endpoints.resourceGroup, 'nobody')).toBeUndefined()
  })

  test('an API policy has its text, which the SDK alone loses', async () => {
    const stored = await instance.getPolicy(api)
    expect(stored?.text).toContain('<authentication-managed-identity')
    expect(stored?.etag).toMatch(/^".+"$/)
    const { routes, subscriptionId, resourceGroup, serviceName } = local.endpoints
    const client = new ApiManagementClient(local.credential, subscriptionId, { httpClient: loopbackHttpClient(routes) })
    const raw = await client.apiPolicy.get(resourceGroup, serviceName, 'orders', 'policy', { format: 'rawxml' })
    // When this fails, the SDK reads API policies again and arm-policies.ts may use its result.
    expect(raw.value).toBeUndefined()
  })

  test.each<PolicyRef>([
    { kind: 'global' },
    { kind: 'product', product: 'starter' },
    { kind: 'operation', api: 'orders', operation: 'get-order' },
    { kind: 'fragment', fragment: 'correlation-id' },
  ])('the policy of $kind', async (ref) => {
    expect((await instance.getPolicy(ref))?.text).toMatch(/^<(policies|fragment)>/)
  })

  test('what is not there is undefined', async () => {
    expect(await instance.getPolicy({ kind: 'operation', api: 'orders', operation: 'list-orders' })).toBeUndefined()
    expect(await instance.getPolicy({ kind: 'fragment', fragment: 'nothing' })).toBeUndefined()
    expect(await instance.getApi('nothing')).toBeUndefined()
  })
})

describe('writing', () => {
  const ref: PolicyRef = { kind: 'operation', api: 'orders', operation: 'list-orders' }

  test('create, update under an ETag, refuse a stale one', async () => {
    const first = await instance.putPolicy(ref, policy('<set-header name="a" exists-action="delete" />'))
    const second = await instance.putPolicy(ref, policy('<set-header name="b" exists-action="delete" />'), {
      ifMatch: first.etag,
    })
    expect(second.etag).not.toBe(first.etag)
    const stale = await failure(instance.putPolicy(ref, policy(''), { ifMatch: first.etag }))
    expect(stale).toMatchObject({ kind: 'changed', status: 412 })
    expect((await instance.getPolicy(ref))?.text).toContain('name="b"')
  })

  test('a refusal names element, line and column', async () => {
    const error = await failure(instance.putPolicy(ref, policy('<set-heder name="a" />')))
    expect(error.kind).toBe('refused')
    expect(error.findings[0]).toMatchObject({ element: 'set-heder', line: 4, column: 6 })
  })

  test('a fragment is long-running, and its faults arrive while polling', async () => {
    const fragment: PolicyRef = { kind: 'fragment', fragment: 'polled' }
    const said: string[] = []
    const text = '<fragment>\n\t<set-header name="a" exists-action="delete" />\n</fragment>'
    const { etag } = await instance.putPolicy(fragment, text, { report: (message) => said.push(message) })
    expect(etag).toMatch(/^"/)
    expect(said.join()).toContain('writing the policy fragment polled')
    const error = await failure(
      instance.putPolicy(fragment, '<fragment>\n\t<set-heder name="a" />\n</fragment>', { ifMatch: etag }),
    )
    expect(error.kind).toBe('refused')
    expect(error.findings[0]).toMatchObject({ element: 'set-heder', line: 2 })
    expect((await instance.getPolicy(fragment))?.text).toContain('set-header')
  })

  test('named values are long-running; a secret does not come back', async () => {
    await instance.putNamedValue({ id: 'k', displayName: 'k', value: 'hidden-text', secret: true, tags: [] })
    const found = (await instance.listNamedValues()).find(({ id }) => id === 'k')
    expect(found).toEqual({ id: 'k', displayName: 'k', secret: true, tags: [] })
  })

  test('a back end that exists keeps its credentials', async () => {
    await instance.putBackend('b', {
      url: 'https://b.example',
      protocol: 'http',
      credentials: { header: { 'x-a': ['1'] } },
    })
    await instance.putBackend('b', { url: 'https://c.example', protocol: 'http' })
    const [found] = (await instance.listInformation('back-end')).filter(({ id }) => id === 'b')
    expect(found?.properties).toMatchObject({ url: 'https://c.example', credentials: { header: { 'x-a': ['1'] } } })
  })

  test('the system identity is enabled and user-assigned ones are kept', async () => {
    const before = await instance.getInstance()
    const after = await instance.enableSystemIdentity()
    expect(after.identity.systemAssigned?.principalId).toMatch(/^[0-9a-f-]{36}$/)
    expect(after.identity.userAssigned).toEqual(before.identity.userAssigned)
  })
})

describe('what goes wrong', () => {
  const faults = () => local.local.management.faults

  test('429 with Retry-After and a dropped connection are tried again', async () => {
    faults().add({ status: 429, retryAfter: 0, times: 2 })
    expect((await instance.listApis()).length).toBeGreaterThan(0)
    faults().add({ drop: true, times: 2 })
    expect((await instance.listApis()).length).toBeGreaterThan(0)
  })

  test('too many of them end in words', async () => {
    faults().add({ status: 429, retryAfter: 0, times: 9 })
    expect(await failure(instance.listApis())).toMatchObject({ kind: 'throttled', status: 429 })
    faults().clear()
    faults().add({ drop: true, times: 9 })
    expect(await failure(instance.listApis())).toMatchObject({ kind: 'unreachable' })
    faults().clear()
    faults().add({ status: 503, times: 9 })
    const error = await failure(instance.listApis())
    expect(error).toMatchObject({ kind: 'service', status: 503 })
    expect(error.message).toContain('listing the APIs')
  })

  test('a wrong secret', async () => {
    const wrong = await instanceOf(local.endpoints, developerCredential(local.endpoints, 'wrong-secret-value'))
    const error = await failure(wrong.listApis())
    expect(error).toMatchObject({ kind: 'sign-in', code: 'AADSTS7000215' })
    expect(error.message).toContain('client secret is wrong')
    expect(error.message).not.toContain('wrong-secret-value')
  })

  test('a token for another resource', async () => {
    const token = await accessToken(local.credential, 'api://orders')
    const other = { getToken: async () => ({ token, expiresOnTimestamp: Date.now() + 3_600_000 }) }
    const port = await connect({
      cloud: clouds.local,
      credential: other,
      subscriptionId: local.endpoints.subscriptionId,
      routes: local.endpoints.routes,
    })
    const error = await failure(port.listInstances())
    expect(error).toMatchObject({ kind: 'sign-in', status: 401 })
    expect(error.message).not.toContain(token)
  })

  test('a dead instance', async () => {
    const dead = { ...local.endpoints.routes, 'management.azure.com': 'http://127.0.0.1:9' }
    const port = await connect({
      cloud: clouds.local,
      credential: local.credential,
      subscriptionId: local.endpoints.subscriptionId,
      routes: dead,
      retries: { maxRetries: 0 },
    })
    const error = await failure(port.listInstances())
    expect(error.kind).toBe('unreachable')
    expect(error.message).toContain('management.azure.com cannot be reached')
  })

  test('a host that the local instance does not have', async () => {
    const port = await connect({
      cloud: clouds.local,
      credential: local.credential,
      subscriptionId: local.endpoints.subscriptionId,
      routes: { 'login.microsoftonline.com': local.endpoints.identityUrl },
      retries: { maxRetries: 0 },
    })
    const error = await failure(port.listInstances())
    expect(error.message).toContain('does not stand in for management.azure.com')
  })

  test('a cancelled call', async () => {
    const controller = new AbortController()
    controller.abort()
    expect(await failure(instance.listApis({ signal: controller.signal }))).toMatchObject({ kind: 'cancelled' })
  })
})

describe('the token stays with its origin', () => {
  test.each(['https://evil.example/next', 'https://management.azure.com.evil.example/next'])('%s', async (nextLink) => {
    const seen: string[] = []
    const inner = loopbackHttpClient(local.endpoints.routes)
    const port = await connect({
      cloud: clouds.local,
      credential: local.credential,
      subscriptionId: local.endpoints.subscriptionId,
      httpClient: {
        async sendRequest(request) {
          seen.push(new URL(request.url).host)
          const response = await inner.sendRequest(request)
          const page = JSON.parse(response.bodyAsText ?? '{}') as Record<string, unknown>
          return { ...response, bodyAsText: JSON.stringify({ ...page, nextLink }) }
        },
      },
    })
    const error = await failure(port.listInstances())
    expect(error.kind).toBe('foreign-origin')
    expect(error.message).toContain(new URL(nextLink).host)
    expect(seen).toEqual(['management.azure.com'])
  })
})
