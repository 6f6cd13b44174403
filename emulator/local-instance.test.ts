import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { serviceId } from './local/names.ts'
import { type LocalInstance, ordersSample, startLocalInstance } from './local-instance.ts'
import { listenOnLoopback } from './loopback/server.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'policywright-'))
})
afterEach(() => rm(folder, { recursive: true }))

const isClosed = (url: string) => expect(fetch(url)).rejects.toThrow('fetch failed')

describe('the Orders sample', () => {
  let instance: LocalInstance
  beforeAll(async () => {
    instance = await startLocalInstance({ sample: ordersSample(), pendingPolls: 0 })
  })
  afterAll(() => instance.stop())

  const call = (path: string, init?: RequestInit) => fetch(`${instance.endpoints.gatewayUrl}/orders${path}`, init)
  const setApiPolicy = async (inbound: string) => {
    const value = `<policies><inbound><base /><set-backend-service backend-id="orders-back-end" />${inbound}</inbound><backend><base /></backend><outbound><base /></outbound><on-error><base /></on-error></policies>`
    await instance.management.send({
      method: 'PUT',
      path: `${serviceId}/apis/orders/policies/policy`,
      body: { properties: { format: 'rawxml', value } },
    })
  }

  test('answers through its protected back end, which alone refuses', async () => {
    expect((await fetch(instance.endpoints.backEndUrl)).status).toBe(401)
    const listed = await call('/')
    expect(listed.status).toBe(200)
    expect(await listed.json()).toMatchObject({ orders: [{ id: '1003' }, { id: '1002' }, { id: '1001' }] })
    expect(listed.headers.has('x-powered-by')).toBe(false)
  })

  test('has three operations, of which one adds a header', async () => {
    const found = await call('/1001')
    expect([found.status, found.headers.get('cache-control')]).toEqual([200, 'private, max-age=86400'])
    expect((await call('/9999')).status).toBe(404)
    const placed = await call('/', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ customer: 'Contoso', product: 'tray', quantity: 3 }),
    })
    expect(placed.status).toBe(201)
    expect((await call('/', { method: 'DELETE' })).status).toBe(404)
  })

  test('obeys a policy as soon as it is changed: first open, then for tokens only', async () => {
    const reach = '<authentication-managed-identity resource="{{orders-back-end-client-id}}" />'
    const tenant = instance.endpoints.tenantId
    await setApiPolicy(
      `<validate-jwt header-name="Authorization" require-scheme="Bearer"><openid-config url="https://login.microsoftonline.com/${tenant}/v2.0/.well-known/openid-configuration" /><audiences><audience>d68ec968-9088-4aae-a443-53ac16af17cf</audience></audiences></validate-jwt>${reach}`,
    )
    const bearer = async (order: Parameters<LocalInstance['identity']['issue']>[0]) => ({
      headers: { authorization: `Bearer ${(await instance.identity.issue(order)).token}` },
    })
    expect((await call('/')).status).toBe(401)
    expect((await call('/', await bearer({ identity: 'data-factory', audience: 'api://orders' }))).status).toBe(200)
    expect((await call('/', await bearer({ audience: 'api://orders', badSignature: true }))).status).toBe(401)
    expect((await call('/', await bearer({ audience: 'api://orders', expiresIn: -600 }))).status).toBe(401)
    await setApiPolicy(reach)
    expect((await call('/')).status).toBe(200)
  })

  test('shows why the back end cannot be reached only in the trace', async () => {
    await setApiPolicy('<authentication-managed-identity resource="api://nobody" />')
    const refused = await call('/')
    expect(refused.status).toBe(500)
    expect(await refused.text()).not.toContain('AADSTS')
    const traces = await fetch(`${instance.endpoints.managementUrl}/_local/traces`)
    expect(await traces.text()).toContain('AADSTS500011')
    await setApiPolicy('<authentication-managed-identity resource="{{orders-back-end-client-id}}" />')
  })
})

test('a request is traced over the management API', async () => {
  const instance = await startLocalInstance({ sample: ordersSample(), pendingPolls: 0 })
  const post = async (action: string, body: object) =>
    (await instance.management.send({ method: 'POST', path: `${serviceId}/gateways/managed/${action}`, body })).body
  const { token } = (await post('listDebugCredentials', {
    apiId: `${serviceId}/apis/orders`,
    purposes: ['tracing'],
    credentialsExpireAfter: 'PT10M',
  })) as { token: string }
  const traced = await fetch(`${instance.endpoints.gatewayUrl}/orders/`, {
    headers: { 'Apim-Debug-Authorization': token },
  })
  const traceId = traced.headers.get('apim-trace-id') ?? ''
  const { traceEntries } = (await post('listTrace', { traceId })) as { traceEntries: { inbound: { source: string }[] } }
  expect(traceEntries.inbound.map(({ source }) => source)).toContain('authentication-managed-identity')
  await expect(post('listTrace', { traceId: 'none' })).rejects.toMatchObject({ status: 404 })
  await expect(post('listDebugCredentials', { apiId: '/apis/none', purposes: ['tracing'] })).rejects.toMatchObject({
    status: 400,
  })
  await instance.stop()
})

describe('starting and stopping', () => {
  test('without a sample there is an instance without APIs, and stopping closes every port', async () => {
    const instance = await startLocalInstance()
    const { backEndUrl, gatewayUrl, identityUrl, managementUrl, routes } = instance.endpoints
    expect(instance.gateway.traces.list()).toEqual([])
    expect((await fetch(`${gatewayUrl}/orders`)).status).toBe(404)
    expect(JSON.stringify(instance.endpoints)).not.toMatch(/secret|key/i)
    await Promise.all([instance.stop(), instance.stop()])
    for (const url of [backEndUrl, gatewayUrl, identityUrl, managementUrl, ...Object.values(routes)])
      await isClosed(url)
  })

  test('a port that is taken ends the start and closes what was up', async () => {
    const taken = await listenOnLoopback(async () => ({ status: 200 }))
    const port = Number(new URL(taken.url).port)
    const lines: string[] = []
    await expect(startLocalInstance({ ports: { backEnd: port }, log: (line) => lines.push(line) })).rejects.toThrow(
      `Cannot listen on 127.0.0.1:${port}: EADDRINUSE.`,
    )
    await taken.close()
  })

  test('an abort while it starts closes what was up', async () => {
    const abort = new AbortController()
    const starting = startLocalInstance({ signal: abort.signal })
    abort.abort(new Error('not any more'))
    await expect(starting).rejects.toThrow('not any more')
  })

  test('a sample that the checks refuse names its file and why', async () => {
    await cp(ordersSample(), folder, { recursive: true })
    const file = join(folder, 'apis', 'orders', 'policy.xml')
    await writeFile(file, (await readFile(file, 'utf8')).replace('set-backend-service', 'set-back-service'))
    await expect(startLocalInstance({ sample: folder })).rejects.toThrow(
      `${file} was refused: Error in element 'set-back-service' on line 5, column 4:`,
    )
  })

  test('the state comes back from disk, with new keys and without secret values', async () => {
    const first = await startLocalInstance({ sample: ordersSample(), dataDir: folder })
    const put = (path: string, properties: object) =>
      first.management.send({ method: 'PUT', path: `${serviceId}${path}`, body: { properties } })
    await put('/namedValues/key', { displayName: 'my-key', value: 'very-secret', secret: true })
    await first.stop()
    expect(await readFile(join(folder, 'instance.json'), 'utf8')).not.toContain('very-secret')

    const lines: string[] = []
    const second = await startLocalInstance({
      sample: ordersSample(),
      dataDir: folder,
      log: (line) => lines.push(line),
    })
    const read = (path: string, method = 'GET') => second.management.send({ method, path: `${serviceId}${path}` })
    expect(await read('/apis/orders')).toMatchObject({ status: 200 })
    expect(await read('/subscriptions/orders-starter/listSecrets', 'POST')).toMatchObject({
      body: { primaryKey: expect.stringMatching(/^[0-9a-f]{32}$/) },
    })
    expect(lines.join('\n')).toMatch(/my-key.+\n.*not published again/)
    await second.stop()
  })
})
