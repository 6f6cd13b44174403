import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { localNames } from '../../local/names.ts'
import {
  createApi,
  type EmulatedAzure,
  policyWith,
  quick,
  refusal,
  startEmulatedAzure,
} from '../../testing/emulated-azure.ts'

const { resourceGroup: rg, serviceName: svc, tenantId } = localNames

let azure: EmulatedAzure
beforeEach(async () => {
  azure = await startEmulatedAzure()
})
afterEach(() => azure.stop())

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
    const unreadable = await azure.request('PUT', '/policyFragments/one', {
      body: { properties: { value: '<fragment>\n1 & 2</fragment>', format: 'rawxml' } },
    })
    const refused = new URL(unreadable.headers.get('azure-asyncoperation') ?? '').pathname
    await azure.request('GET', refused)
    expect((await azure.request('GET', refused)).body).toMatchObject({
      status: 'Failed',
      error: {
        code: 'ValidationError',
        message:
          'The policy fragment is not a valid XML: An error occurred while parsing EntityName. Line 2, position 4.',
      },
    })
    expect((await azure.client.policyFragment.get(rg, svc, 'one')).value).toContain('<value>y</value>')
  })

  test('a fragment, named value or back end in use cannot be deleted', async () => {
    await createApi(azure)
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
    await azure.client.apiPolicy.createOrUpdate(rg, svc, 'orders', 'policy', { value: policyWith(inbound) })
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
