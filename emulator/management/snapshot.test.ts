import { expect, test } from 'vitest'
import { createSnapshots } from './snapshot.ts'
import { createStore } from './store.ts'

const serviceId = '/subscriptions/s/resourceGroups/g/providers/Microsoft.ApiManagement/service/instance'

function instance() {
  const store = createStore()
  const put = (path: string, properties: Record<string, unknown>, rest = {}) =>
    store.put(`${serviceId}${path}`, { ...rest, properties })
  put('', {}, { location: 'Here' })
  return { store, put, snapshot: createSnapshots({ store, serviceId, tenantId: 't', identities: () => [] }) }
}

test('is the same object until something changes', () => {
  const { put, snapshot } = instance()
  const first = snapshot()
  expect(snapshot()).toBe(first)
  put('/apis/a', { displayName: 'A', path: 'a' })
  expect(snapshot().version).toBeGreaterThan(first.version)
})

test('has everything that the gateway serves', () => {
  const { put, snapshot, store } = instance()
  put('/policies/policy', { value: '<policies />' })
  put('/apiVersionSets/set', { versioningScheme: 'Header', versionHeaderName: 'x-version' })
  put('/apis/a', {
    displayName: 'A',
    path: 'a',
    apiVersion: 'v1',
    apiVersionSetId: '/apiVersionSets/set',
    subscriptionKeyParameterNames: { header: 'key', query: 'k' },
  })
  put('/apis/a/operations/list', { displayName: 'List', method: 'GET', urlTemplate: '/' })
  put('/apis/a/operations/list/policies/policy', { value: '<policies id="list" />' })
  put('/apis/a;rev=2', { displayName: 'A', path: 'a', apiRevision: '2', isCurrent: false })
  put('/products/p', { displayName: 'P', state: 'published' })
  put('/products/p/apis/a', {})
  put('/subscriptions/s', { displayName: 'S', state: 'active', scope: `${serviceId}/products/p` })
  store.setSecrets(`${serviceId}/subscriptions/s`, { primaryKey: 'one', secondaryKey: 'two' })
  put('/subscriptions/all', { displayName: 'All', state: 'suspended', scope: `${serviceId}/apis` })
  put('/policyFragments/f', { value: '<fragment />' })
  put('/namedValues/id', { displayName: 'name', value: 'plain' })
  put('/namedValues/key', { displayName: 'secret-name', secret: true })
  put('/namedValues/lost', { displayName: 'lost', secret: true })
  store.setSecrets(`${serviceId}/namedValues/key`, { value: 'hidden' })
  put('/backends/b', { url: 'https://b.example', credentials: { header: { 'x-key': ['{{secret-name}}'] } } })

  const configuration = snapshot()
  expect(configuration).toMatchObject({
    serviceName: 'instance',
    region: 'Here',
    tenantId: 't',
    policy: '<policies />',
  })
  expect(configuration.apis).toMatchObject([
    {
      id: 'a',
      isCurrent: true,
      revision: '1',
      subscriptionRequired: true,
      version: { value: 'v1', scheme: 'header', name: 'x-version' },
      subscriptionKeyNames: { header: 'key', query: 'k' },
      operations: [{ id: 'list', method: 'GET', policy: '<policies id="list" />' }],
    },
    { id: 'a', isCurrent: false, revision: '2' },
  ])
  expect(configuration.products).toMatchObject([{ id: 'p', published: true, apiIds: ['a'] }])
  expect(configuration.subscriptions).toMatchObject([
    { id: 's', active: true, scope: { kind: 'product', id: 'p' }, primaryKey: 'one', secondaryKey: 'two' },
    { id: 'all', active: false, scope: { kind: 'all-apis' } },
  ])
  expect([...configuration.fragments]).toEqual([['f', '<fragment />']])
  expect([...configuration.namedValues]).toEqual([
    ['name', { value: 'plain', secret: false }],
    ['secret-name', { value: 'hidden', secret: true }],
  ])
  expect(configuration.backends.get('b')).toMatchObject({ headers: { 'x-key': ['hidden'] } })
})
