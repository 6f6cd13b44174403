import { createWebSiteManagement } from '@azure/arm-appservice/api'
import { getAuthSettingsV2WithoutSecrets } from '@azure/arm-appservice/api/webApps'
import { SubscriptionClient } from '@azure/arm-resources-subscriptions'
import type { RestError } from '@azure/core-rest-pipeline'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { localNames, resourceApps, serviceId, userAssignedIdentityId } from '../local/names.ts'
import { type EmulatedAzure, startEmulatedAzure } from '../testing/emulated-azure.ts'

const { resourceGroup: rg, serviceName: svc, subscriptionId, tenantId } = localNames
const policy = (inbound = '') =>
  `<policies><inbound><base />${inbound}</inbound><backend><base /></backend><outbound><base /></outbound><on-error><base /></on-error></policies>`
const quick = { updateIntervalInMs: 1 }

let azure: EmulatedAzure
beforeEach(async () => {
  azure = await startEmulatedAzure()
})
afterEach(() => azure.stop())

const collect = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
  const all: T[] = []
  for await (const item of items) all.push(item)
  return all
}
const createApi = (path = 'orders') =>
  azure.client.api.beginCreateOrUpdateAndWait(rg, svc, path, { displayName: path, path, protocols: ['https'] }, quick)
const refusal = async (work: Promise<unknown>): Promise<RestError> =>
  work.then(
    () => {
      throw new Error('was not refused')
    },
    (error: RestError) => error,
  )

describe('who may ask', () => {
  const ask = (headers: Record<string, string>, path = `${serviceId}?api-version=2024-05-01`) =>
    fetch(`${azure.management.url}${path}`, { headers })
  const bearer = async (order: Parameters<typeof azure.identity.issue>[0]) => ({
    authorization: `Bearer ${(await azure.identity.issue(order)).token}`,
  })
  const arm = 'https://management.azure.com/'

  test.each([
    ['nothing', async () => ({}), 'AuthenticationFailed'],
    ['another scheme', async () => ({ authorization: 'Basic eDp5' }), 'AuthenticationFailedInvalidHeader'],
    ['no JWT', async () => ({ authorization: 'Bearer x' }), 'InvalidAuthenticationToken'],
    ['a bad signature', () => bearer({ audience: arm, badSignature: true }), 'InvalidAuthenticationToken'],
    ['an expired token', () => bearer({ audience: arm, expiresIn: -5 }), 'ExpiredAuthenticationToken'],
    ['another audience', () => bearer({ audience: 'api://orders' }), 'InvalidAuthenticationTokenAudience'],
    [
      'another cloud',
      () => bearer({ audience: 'https://management.usgovcloudapi.net' }),
      'InvalidAuthenticationTokenAudience',
    ],
    [
      'another tenant',
      () => bearer({ audience: arm, claims: { iss: 'https://sts.windows.net/x/' } }),
      'InvalidAuthenticationTokenTenant',
    ],
  ])('is refused with %s', async (_what, headers, code) => {
    const response = await ask(await headers())
    expect(response.status).toBe(401)
    expect(response.headers.get('www-authenticate')).toContain(`https://login.microsoftonline.com/${tenantId}`)
    expect(await response.json()).toMatchObject({ error: { code } })
  })

  test('is let in with a token for the cloud that the origin stands for', async () => {
    const headers = await bearer({ audience: 'https://management.usgovcloudapi.net' })
    const response = await fetch(`${azure.management.origins.usgov}${serviceId}?api-version=2024-05-01`, { headers })
    expect(await response.json()).toMatchObject({
      properties: { gatewayUrl: 'https://policywright-local.azure-api.us' },
    })
  })
})

describe('paths', () => {
  test.each([
    ['without an api-version', `${serviceId}?api-version=`, 400, 'MissingApiVersionParameter'],
    ['with a bad api-version', `${serviceId}?api-version=latest`, 400, 'InvalidApiVersionParameter'],
    ['of another subscription', serviceId.replace(subscriptionId, tenantId), 404, 'SubscriptionNotFound'],
    ['of another group', serviceId.replace(`/${rg}/`, '/else/'), 404, 'ResourceGroupNotFound'],
    ['of another service', `${serviceId}x`, 404, 'ResourceNotFound'],
    ['of an API that is not there', `${serviceId}/apis/none/policies/policy`, 404, 'ResourceNotFound'],
    ['of something that is not imitated', `${serviceId}/workspaces`, 501, 'NotImplemented'],
  ])('%s are refused', async (_what, path, status, code) => {
    const answer = await azure.request('GET', path)
    expect(answer).toMatchObject({ status, body: { error: { code } } })
  })

  test('compare without case', async () => {
    await createApi()
    const answer = await azure.request('GET', `${serviceId.toUpperCase()}/APIS/ORDERS`)
    expect(answer).toMatchObject({ status: 200, body: { name: 'orders', id: `${serviceId}/apis/orders` } })
  })

  test('answer a method they do not know with those they know', async () => {
    const answer = await azure.request('DELETE', serviceId)
    expect([answer.status, answer.headers.get('allow')]).toEqual([
      405,
      'GET, HEAD, PUT, PATCH, DELETE'.replace('PUT, ', '').replace(', DELETE', ''),
    ])
  })
})

describe('subscription and service', () => {
  test('are listed to the real clients', async () => {
    const subscriptions = new SubscriptionClient(azure.credential, { httpClient: azure.httpClient })
    expect((await collect(subscriptions.subscriptions.list())).map((found) => found.subscriptionId)).toEqual([
      subscriptionId,
    ])
    expect((await collect(subscriptions.tenants.list())).map((found) => found.tenantId)).toEqual([tenantId])
    const services = await collect(azure.client.apiManagementService.list())
    expect(services.map((found) => found.id)).toEqual([serviceId])
    expect(await collect(azure.client.apiManagementService.listByResourceGroup(rg))).toHaveLength(1)
  })

  test('the service tells its gateway and identity', async () => {
    const service = await azure.client.apiManagementService.get(rg, svc)
    expect(service).toMatchObject({
      name: svc,
      gatewayUrl: 'https://policywright-local.azure-api.net',
      sku: { name: 'Developer' },
      identity: { type: 'SystemAssigned', tenantId, principalId: expect.stringMatching(/^[0-9a-f-]{36}$/) },
    })
    const identity = await azure.request('GET', `/providers/Microsoft.ManagedIdentity/identities/default`)
    expect(identity.body?.properties).toMatchObject({ principalId: service.identity?.principalId })
  })

  test('a PATCH of the identity is a long-running operation that changes who gets tokens', async () => {
    const userAssigned = userAssignedIdentityId('orders-identity')
    const update = (identity: object) =>
      azure.client.apiManagementService.beginUpdateAndWait(rg, svc, { identity } as never, quick)
    const off = await update({ type: 'None' })
    expect(off.identity?.principalId).toBeUndefined()
    expect(azure.identities.current()).toEqual([])
    await expect(azure.identity.managedIdentityToken(svc, { resource: 'api://orders' })).rejects.toThrow(
      'Identity not found',
    )

    const both = await update({ type: 'SystemAssigned, UserAssigned', userAssignedIdentities: { [userAssigned]: {} } })
    expect(both.identity?.type).toBe('SystemAssigned, UserAssigned')
    expect(both.identity?.userAssignedIdentities?.[userAssigned]?.clientId).toMatch(/^[0-9a-f-]{36}$/)
    expect(azure.identities.current().map((identity) => identity.systemAssigned)).toEqual([true, false])
    await expect(azure.identity.managedIdentityToken(svc, { resource: 'api://orders' })).resolves.toBeTruthy()

    const error = await refusal(update({ type: 'UserAssigned', userAssignedIdentities: { '/subscriptions/x': {} } }))
    expect(error.statusCode).toBe(400)
  })
})

describe('APIs and operations', () => {
  const definition = {
    openapi: '3.0.1',
    info: { title: 'Imported' },
    paths: {
      '/': { get: { operationId: 'list', summary: 'List', parameters: [{ name: 'q', in: 'query' }] } },
      '/{id}': { get: { operationId: 'one', parameters: [{ name: 'id', in: 'path', required: true }] } },
    },
  }
  const importApi = (document: unknown) =>
    azure.client.api.beginCreateOrUpdateAndWait(
      rg,
      svc,
      'orders',
      { path: 'orders', format: 'openapi+json', value: JSON.stringify(document) },
      quick,
    )

  test('are imported from OpenAPI', async () => {
    const api = await importApi(definition)
    expect(api).toMatchObject({ displayName: 'Imported', path: 'orders', apiRevision: '1', isCurrent: true })
    const operations = await collect(azure.client.apiOperation.listByApi(rg, svc, 'orders'))
    expect(operations.map(({ name, method, urlTemplate }) => ({ name, method, urlTemplate }))).toEqual([
      { name: 'list', method: 'GET', urlTemplate: '/' },
      { name: 'one', method: 'GET', urlTemplate: '/{id}' },
    ])
  })

  test('keep the policies of the operations that a second import still has', async () => {
    await importApi(definition)
    await azure.client.apiOperationPolicy.createOrUpdate(rg, svc, 'orders', 'list', 'policy', { value: policy() })
    await importApi({ ...definition, paths: { '/': definition.paths['/'] } })
    expect(await collect(azure.client.apiOperation.listByApi(rg, svc, 'orders'))).toHaveLength(1)
    await expect(azure.client.apiOperationPolicy.get(rg, svc, 'orders', 'list', 'policy')).resolves.toBeTruthy()
  })

  test('answer to the id of the current revision', async () => {
    await createApi()
    expect(await azure.client.api.get(rg, svc, 'orders;rev=1')).toMatchObject({ name: 'orders' })
    await expect(azure.client.api.get(rg, svc, 'orders;rev=2')).rejects.toMatchObject({ statusCode: 404 })
  })

  test('a new revision starts as a copy', async () => {
    await importApi(definition)
    await azure.client.api.beginCreateOrUpdateAndWait(
      rg,
      svc,
      'orders;rev=2',
      { displayName: 'Imported', path: 'orders', sourceApiId: `${serviceId}/apis/orders` },
      quick,
    )
    expect(await azure.client.api.get(rg, svc, 'orders;rev=2')).toMatchObject({ apiRevision: '2', isCurrent: false })
    expect(await collect(azure.client.apiOperation.listByApi(rg, svc, 'orders;rev=2'))).toHaveLength(2)
  })

  test.each([
    [
      'a path that is taken',
      () =>
        createApi('orders').then(() =>
          azure.client.api.beginCreateOrUpdateAndWait(rg, svc, 'other', { displayName: 'x', path: 'orders' }, quick),
        ),
      'path',
    ],
    [
      'YAML',
      () =>
        azure.client.api.beginCreateOrUpdateAndWait(
          rg,
          svc,
          'x',
          { path: 'x', format: 'openapi', value: 'openapi: 3.0.1' },
          quick,
        ),
      'value',
    ],
    [
      'an undeclared template parameter',
      () =>
        createApi('orders').then(() =>
          azure.client.apiOperation.createOrUpdate(rg, svc, 'orders', 'x', {
            displayName: 'x',
            method: 'GET',
            urlTemplate: '/{id}',
          }),
        ),
      'templateParameters',
    ],
  ])('are refused with %s', async (_what, work, target) => {
    const error = await refusal(work())
    expect(error).toMatchObject({ statusCode: 400, code: 'ValidationError' })
    expect(error.details).toMatchObject({ error: { details: [{ target }] } })
  })

  test('page', async () => {
    for (const name of ['a', 'b', 'c', 'd', 'e']) await createApi(name)
    const pages: number[] = []
    for await (const found of azure.client.api.listByService(rg, svc, { top: 2 }).byPage()) pages.push(found.length)
    expect(pages).toEqual([2, 2, 1])
    const filtered = await collect(azure.client.api.listByService(rg, svc, { filter: "name eq 'c'" }))
    expect(filtered.map(({ name }) => name)).toEqual(['c'])
    await expect(collect(azure.client.api.listByService(rg, svc, { filter: 'a or b' }))).rejects.toMatchObject({
      statusCode: 400,
    })
  })
})

describe('policies', () => {
  const scopes: readonly (readonly [string, string, string])[] = [
    ['global', '', policy().replaceAll('<base />', '')],
    ['product', '/products/starter', policy()],
    ['API', '/apis/orders', policy()],
    ['operation', '/apis/orders/operations/list', policy()],
  ]
  const body = (value: string, format = 'rawxml') => ({ body: { properties: { format, value } } })
  beforeEach(async () => {
    await createApi()
    await azure.client.apiOperation.createOrUpdate(rg, svc, 'orders', 'list', {
      displayName: 'x',
      method: 'GET',
      urlTemplate: '/',
    })
    await azure.client.product.createOrUpdate(rg, svc, 'starter', { displayName: 'Starter' })
  })

  test.each(scopes)('of the %s scope are created, read, listed, kept and deleted', async (_scope, owner, text) => {
    const path = `${owner}/policies/policy`
    expect((await azure.request('GET', path)).body).toMatchObject({
      error: { code: 'ResourceNotFound', message: 'Policy not found.' },
    })
    const created = await azure.request('PUT', path, body(text))
    expect(created.status).toBe(201)
    const etag = created.headers.get('etag') ?? ''
    expect(etag).toMatch(/^"[A-Za-z0-9+/]{11}="$/)
    expect((await azure.request('GET', `${owner}/policies`)).body).toMatchObject({ count: 1 })

    const same = await azure.request('PUT', path, body(text))
    expect([same.status, same.headers.get('etag')]).toEqual([200, etag])
    const changed = await azure.request(
      'PUT',
      path,
      body(text.replace('<outbound>', '<outbound><set-status code="200" />')),
    )
    expect(changed.headers.get('etag')).not.toBe(etag)
    const head = await azure.request('HEAD', path)
    expect([head.status, head.headers.get('etag')]).toEqual([200, changed.headers.get('etag')])

    expect((await azure.request('DELETE', path)).status).toBe(400)
    expect((await azure.request('DELETE', path, { headers: { 'if-match': '*' } })).status).toBe(200)
    expect((await azure.request('DELETE', path, { headers: { 'if-match': '*' } })).status).toBe(204)
  })

  test('of two writers who saw the same ETag only one wins', async () => {
    const path = '/apis/orders/policies/policy'
    const etag = (await azure.request('PUT', path, body(policy()))).headers.get('etag') ?? ''
    const writers = Array.from({ length: 8 }, (_, n) =>
      azure.request('PUT', path, { ...body(policy(`<set-status code="20${n}" />`)), headers: { 'if-match': etag } }),
    )
    const statuses = (await Promise.all(writers)).map(({ status }) => status)
    expect(statuses.filter((status) => status === 412)).toHaveLength(7)
  })

  test('are refused when they changed since', async () => {
    const path = '/apis/orders/policies/policy'
    const first = (await azure.request('PUT', path, body(policy()))).headers.get('etag') ?? ''
    const put = (ifMatch: string, text: string) =>
      azure.request('PUT', path, { ...body(text), headers: { 'if-match': ifMatch } })
    expect((await put(first, policy('<set-method>GET</set-method>'))).status).toBe(200)
    expect(await put(first, policy())).toMatchObject({
      status: 412,
      body: { error: { code: 'PreconditionFailed', message: 'Resource was modified since last retrieval.' } },
    })
    expect((await put('*', policy())).status).toBe(200)
    const none = await azure.request('PUT', path, { ...body(policy()), headers: { 'if-none-match': '*' } })
    expect(none.status).toBe(412)
    const fresh = (await azure.request('HEAD', path)).headers.get('etag') ?? ''
    expect((await azure.request('GET', path, { headers: { 'if-none-match': fresh } })).status).toBe(304)
  })

  test('come back as the service writes them, in both formats', async () => {
    const condition = '@(context.Request.Method == "GET" && 1 < 2)'
    const text = `<policies>\n  <inbound><base/>\n    <choose>\n<when condition="${condition}"><set-method>GET</set-method></when></choose></inbound><backend><base /></backend><outbound><base /></outbound><on-error><base /></on-error></policies>`
    await azure.request('PUT', '/apis/orders/policies/policy', body(text))
    const read = async (query: string) => {
      const { body: found } = await azure.request('GET', `/apis/orders/policies/policy${query}`)
      return (found as { properties: { value: string } }).properties.value
    }
    const raw = await read('?format=rawxml')
    expect(raw.split('\r\n').slice(0, 6)).toEqual([
      '<policies>',
      '\t<inbound>',
      '\t\t<base />',
      '\t\t<choose>',
      `\t\t\t<when condition="${condition}">`,
      '\t\t\t\t<set-method>GET</set-method>',
    ])
    expect(raw.replaceAll('\r\n', '')).not.toContain('\n')
    const xml = await read('')
    expect(xml).toContain('condition="@(context.Request.Method == &quot;GET&quot; &amp;&amp; 1 &lt; 2)"')
    const again = await azure.request('PUT', '/apis/orders/policies/policy', body(xml, 'xml'))
    expect(again.status).toBe(200)
    expect(await read('?format=rawxml')).toBe(raw)
  })

  test('that are wrong are refused in the words of the service, with line and column', async () => {
    const text =
      '<policies>\n  <inbound>\n    <base />\n    <set-headr name="x" />\n  </inbound>\n  <backend><base /></backend>\n  <outbound><base /></outbound>\n  <on-error><base /></on-error>\n</policies>'
    const error = await refusal(
      azure.client.apiPolicy.createOrUpdate(rg, svc, 'orders', 'policy', { format: 'rawxml', value: text }),
    )
    expect(error).toMatchObject({
      statusCode: 400,
      code: 'ValidationError',
      details: {
        error: {
          message: 'One or more fields contain incorrect values:',
          details: [
            {
              code: 'ValidationError',
              message: expect.stringMatching(/^Error in element 'set-headr' on line 4, column 6: /),
            },
          ],
        },
      },
    })
    expect((await azure.request('GET', '/apis/orders/policies/policy')).status).toBe(404)
  })

  test('that are no XML are refused with line and position', async () => {
    const answer = await azure.request(
      'PUT',
      '/apis/orders/policies/policy',
      body('<policies>\n<inbound>\n</policies>'),
    )
    const [detail] = (answer.body as { error: { details: { target: string; message: string }[] } }).error.details
    expect(detail?.target).toBe('representation')
    expect(detail?.message).toMatch(/Line \d+, position \d+\.$/)
  })

  test.each([
    ['a named value', '<set-header name="x"><value>{{missing}}</value></set-header>', "'missing'"],
    ['a back end', '<set-backend-service backend-id="missing" />', "'missing'"],
    ['a fragment', '<include-fragment fragment-id="missing" />', "'missing'"],
  ])('that name %s that is not there are refused', async (_what, inbound, words) => {
    const answer = await azure.request('PUT', '/apis/orders/policies/policy', body(policy(inbound)))
    expect(answer.status).toBe(400)
    expect(JSON.stringify(answer.body)).toContain(words)
  })

  test('of a product refuse what the API scope alone may hold, and links are not fetched', async () => {
    expect((await azure.request('PUT', '/policies/policy', body(policy()))).status).toBe(400)
    expect(
      await azure.request('PUT', '/apis/orders/policies/policy', body('https://x.example', 'rawxml-link')),
    ).toMatchObject({
      status: 400,
      body: { error: { details: [{ target: 'format' }] } },
    })
    expect((await azure.request('PUT', '/apis/orders/policies/other', body(policy()))).status).toBe(400)
  })
})

describe('fragments and named values', () => {
  test('a fragment is written by a long-running operation', async () => {
    const value = '<fragment><set-header name="x"><value>y</value></set-header></fragment>'
    const created = await azure.request('PUT', '/policyFragments/one', {
      body: { properties: { value, format: 'rawxml' } },
    })
    expect(created.status).toBe(201)
    expect(created.body?.properties).toMatchObject({ provisioningState: 'InProgress' })
    expect(created.headers.get('azure-asyncoperation')).toMatch(
      /^https:\/\/management\.azure\.com\/.+\/tenant\/operationResults\//,
    )
    expect(created.headers.get('retry-after')).toBeNull()
    const fragment = await azure.client.policyFragment.beginCreateOrUpdateAndWait(
      rg,
      svc,
      'two',
      { value, format: 'rawxml' },
      quick,
    )
    expect(fragment).toMatchObject({ name: 'two', provisioningState: 'Succeeded' })
    expect((await azure.client.policyFragment.get(rg, svc, 'two', { format: 'rawxml' })).value).toContain(
      '<fragment>\r\n\t<set-header',
    )
  })

  test('a bad fragment fails in the poll and leaves the old one', async () => {
    const good = '<fragment><set-header name="x"><value>y</value></set-header></fragment>'
    const put = (value: string) =>
      azure.client.policyFragment.beginCreateOrUpdateAndWait(rg, svc, 'one', { value, format: 'rawxml' }, quick)
    await put(good)
    const bad = await azure.request('PUT', '/policyFragments/one', {
      body: { properties: { value: '<fragment><set-headr /></fragment>', format: 'rawxml' } },
    })
    expect(bad.status).toBe(200)
    const poll = new URL(bad.headers.get('azure-asyncoperation') ?? '').pathname
    expect((await azure.request('GET', poll)).body).toMatchObject({ status: 'InProgress' })
    expect((await azure.request('GET', poll)).body).toMatchObject({
      status: 'Failed',
      error: { code: 'ValidationError' },
    })
    await refusal(put('<fragment><set-headr /></fragment>'))
    expect((await azure.client.policyFragment.get(rg, svc, 'one')).value).toContain('<value>y</value>')
  })

  test('a fragment, named value or back end in use cannot be deleted', async () => {
    await createApi()
    await azure.client.policyFragment.beginCreateOrUpdateAndWait(
      rg,
      svc,
      'one',
      { value: '<fragment><set-method>GET</set-method></fragment>' },
      quick,
    )
    await azure.client.namedValue.beginCreateOrUpdateAndWait(
      rg,
      svc,
      'tenant',
      { displayName: 'tenantId', value: tenantId },
      quick,
    )
    await azure.client.backend.createOrUpdate(rg, svc, 'orders', { url: 'https://x.example', protocol: 'http' })
    const inbound =
      '<include-fragment fragment-id="one" /><set-backend-service backend-id="orders" /><set-header name="x"><value>{{tenantId}}</value></set-header>'
    await azure.client.apiPolicy.createOrUpdate(rg, svc, 'orders', 'policy', { value: policy(inbound) })
    for (const path of ['/policyFragments/one', '/namedValues/tenant', '/backends/orders']) {
      const answer = await azure.request('DELETE', path, { headers: { 'if-match': '*' } })
      expect([path, answer.status]).toEqual([path, 400])
    }
    const references = await azure.client.policyFragment.listReferences(rg, svc, 'one')
    expect(references.value?.map(({ type }) => type)).toEqual(['Microsoft.ApiManagement/service/apis/policies'])
  })

  test('a named value is written by a long-running operation, and a secret is told only when asked', async () => {
    const created = await azure.client.namedValue.beginCreateOrUpdateAndWait(
      rg,
      svc,
      'key',
      { displayName: 'my-key', value: 'hidden', secret: true },
      quick,
    )
    expect(created).toMatchObject({ displayName: 'my-key', secret: true })
    expect(created.value).toBeUndefined()
    expect((await azure.client.namedValue.listValue(rg, svc, 'key')).value).toBe('hidden')
    expect(JSON.stringify(azure.store.all())).not.toContain('hidden')
    const updated = await azure.client.namedValue.beginUpdateAndWait(
      rg,
      svc,
      'key',
      '*',
      { displayName: 'new-key' },
      quick,
    )
    expect(updated).toMatchObject({ displayName: 'new-key', secret: true })
    expect((await azure.client.namedValue.listValue(rg, svc, 'key')).value).toBe('hidden')
  })

  test.each([
    ['a blank in its name', { displayName: 'my key', value: 'x' }, 'displayName'],
    ['no value', { displayName: 'x' }, 'value'],
  ])('a named value with %s is refused', async (_what, properties, target) => {
    const answer = await azure.request('PUT', '/namedValues/x', { body: { properties } })
    expect(answer).toMatchObject({ status: 400, body: { error: { details: [{ target }] } } })
  })
})

describe('products, subscriptions, back ends and loggers', () => {
  test('a subscription has keys that only listSecrets tells', async () => {
    await azure.client.product.createOrUpdate(rg, svc, 'starter', { displayName: 'Starter', state: 'published' })
    const created = await azure.client.subscription.createOrUpdate(rg, svc, 'mine', {
      displayName: 'Mine',
      scope: '/products/starter',
    })
    expect(created).toMatchObject({ state: 'active', scope: `${serviceId}/products/starter` })
    expect(created.primaryKey).toBeUndefined()
    const { primaryKey, secondaryKey } = await azure.client.subscription.listSecrets(rg, svc, 'mine')
    expect(primaryKey).toMatch(/^[0-9a-f]{32}$/)
    await azure.client.subscription.regeneratePrimaryKey(rg, svc, 'mine')
    const after = await azure.client.subscription.listSecrets(rg, svc, 'mine')
    expect(after.primaryKey).not.toBe(primaryKey)
    expect(after.secondaryKey).toBe(secondaryKey)
    await expect(
      azure.client.subscription.createOrUpdate(rg, svc, 'x', { displayName: 'x', scope: '/products/none' }),
    ).rejects.toMatchObject({ statusCode: 400 })
  })

  test('a product lists its APIs and forgets one that is deleted', async () => {
    await createApi()
    await azure.client.product.createOrUpdate(rg, svc, 'starter', { displayName: 'Starter' })
    await azure.client.productApi.createOrUpdate(rg, svc, 'starter', 'orders')
    expect((await collect(azure.client.productApi.listByProduct(rg, svc, 'starter'))).map(({ name }) => name)).toEqual([
      'orders',
    ])
    expect((await collect(azure.client.apiProduct.listByApis(rg, svc, 'orders'))).map(({ name }) => name)).toEqual([
      'starter',
    ])
    expect(await azure.client.productApi.checkEntityExists(rg, svc, 'starter', 'orders')).toMatchObject({ body: true })
    await azure.client.api.beginDeleteAndWait(rg, svc, 'orders', '*', quick)
    expect(await collect(azure.client.productApi.listByProduct(rg, svc, 'starter'))).toEqual([])
  })

  test('a back end names the property that its credentials miss', async () => {
    const error = await refusal(
      azure.client.backend.createOrUpdate(rg, svc, 'x', {
        url: 'https://x.example',
        protocol: 'http',
        credentials: { header: { 'x-key': ['{{none}}'] } },
      }),
    )
    expect(error.details).toMatchObject({
      error: { details: [{ target: 'credentials', message: "Property 'none' not found." }] },
    })
  })

  test('a logger hides its credentials', async () => {
    await azure.client.logger.createOrUpdate(rg, svc, 'hub', {
      loggerType: 'azureEventHub',
      credentials: { connectionString: 'Endpoint=x' },
    })
    expect((await collect(azure.client.logger.listByService(rg, svc))).map(({ name }) => name)).toEqual(['hub'])
    expect(JSON.stringify(azure.store.all())).not.toContain('Endpoint=x')
  })
})

test('the authentication settings of the back end are read by the real client', async () => {
  const context = createWebSiteManagement(azure.credential, subscriptionId, {
    httpClient: azure.httpClient,
    credentials: { scopes: ['https://management.azure.com/.default'] },
  })
  const settings = await getAuthSettingsV2WithoutSecrets(context, rg, 'orders-back-end')
  expect(settings.platform?.enabled).toBe(true)
  expect(settings.globalValidation?.unauthenticatedClientAction).toBe('Return401')
  expect(settings.identityProviders?.azureActiveDirectory?.registration?.clientId).toBe(resourceApps.ordersBackEnd)
  expect(
    (await azure.request('GET', `/subscriptions/${subscriptionId}/providers/Microsoft.Web/sites`)).body,
  ).toMatchObject({
    value: [{ name: 'orders-back-end', properties: { defaultHostName: 'orders-back-end.azurewebsites.net' } }],
  })
})

describe('faults', () => {
  const inject = (fault: object) =>
    fetch(`${azure.management.url}/_local/faults`, { method: 'POST', body: JSON.stringify(fault) })

  test('a 429 is retried by the real client after the time it names', async () => {
    await inject({ path: '/apis', status: 429, retryAfter: 0, times: 2 })
    expect(await collect(azure.client.api.listByService(rg, svc))).toEqual([])
  })

  test('a dropped connection is retried too', async () => {
    await inject({ method: 'GET', drop: true })
    await expect(azure.client.apiManagementService.get(rg, svc)).resolves.toMatchObject({ name: svc })
  })

  test.each([
    ['{', 'JSON object'],
    ['[1]', 'JSON object'],
    ['{"times":"x"}', '"times" must be a number'],
  ])('%s is not one', async (body, words) => {
    const response = await fetch(`${azure.management.url}/_local/faults`, { method: 'POST', body })
    expect(response.status).toBe(400)
    expect(await response.text()).toContain(words.replaceAll('"', '\\"'))
  })

  test('a 500 comes through when it stays, and nothing after it is cleared', async () => {
    azure.management.faults.add({ status: 500, times: 100 })
    await expect(azure.client.apiManagementService.get(rg, svc)).rejects.toMatchObject({ statusCode: 500 })
    await fetch(`${azure.management.url}/_local/faults`, { method: 'DELETE' })
    await expect(azure.client.apiManagementService.get(rg, svc)).resolves.toBeTruthy()
  })

  test('a slow answer can be aborted, and closing does not wait for it', async () => {
    azure.management.faults.add({ delay: 600_000 })
    const abort = new AbortController()
    const asked = azure.client.apiManagementService.get(rg, svc, { abortSignal: abort.signal })
    setImmediate(() => abort.abort())
    await expect(asked).rejects.toMatchObject({ name: 'AbortError' })
  })
})
