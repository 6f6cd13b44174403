import { expect, test } from 'vitest'
import { placeOf } from './place.ts'

test.each([
  ['policy.xml', { scope: 'global' }],
  ['./policy.xml', { scope: 'global' }],
  ['apis/orders/policy.xml', { scope: 'api', apiId: 'orders' }],
  ['/srv/artifacts/apis/orders/policy.xml', { scope: 'api', apiId: 'orders' }],
  [
    'apis\\orders\\operations\\get-order\\policy.xml',
    { scope: 'operation', apiId: 'orders', operationId: 'get-order' },
  ],
  ['apis/graph/resolvers/query-orders/policy.xml', { scope: 'resolver', apiId: 'graph' }],
  ['products/starter/policy.xml', { scope: 'product', productId: 'starter' }],
  ['policy fragments/log-request/policy.xml', { scope: 'fragment', fragmentId: 'log-request' }],
  ['workspaces/team-a/policy.xml', { scope: 'workspace', workspaceId: 'team-a' }],
  ['workspaces/team-a/apis/orders/policy.xml', { scope: 'api', workspaceId: 'team-a', apiId: 'orders' }],
  ['/workspaces/orders/policy.xml', {}],
  ['/workspaces/orders/apis/orders/policy.xml', { scope: 'api', apiId: 'orders' }],
  ['/srv/workspaces/team-a/policy.xml', { scope: 'workspace', workspaceId: 'team-a' }],
  ['policies/global/policy.xml', { scope: 'global' }],
  ['src/orders.api.policy.xml', { scope: 'api', apiId: 'orders' }],
  ['src/get-order.operation.cshtml', { scope: 'operation', operationId: 'get-order' }],
  ['src/global.policy.xml', { scope: 'global' }],
  ['log.fragment.xml', { scope: 'fragment', fragmentId: 'log' }],
  ['somewhere/policy.xml', {}],
  ['_base_policy.xml', {}],
  ['orders.policy.xml', {}],
])('%s', (path, place) => {
  expect(placeOf(path)).toEqual(place)
})

test.each([
  ['/srv/policy.xml', ['named values'], { scope: 'global' }],
  ['policy.xml', ['apis'], { scope: 'global' }],
  ['policy.xml', ['operations'], {}],
  ['/workspaces/orders/policy.xml', ['apis'], { scope: 'global' }],
  // APIOps keeps the APIs of a product below the product.
  ['/srv/products/starter/policy.xml', ['apis'], { scope: 'product', productId: 'starter' }],
  ['/srv/orders.policy.xml', ['apis'], {}],
])('%s beside %j', (path, folders, place) => {
  expect(placeOf(path, (folder) => folders.includes(folder))).toEqual(place)
})
