import { expect, test } from 'vitest'
import type { InstancePort } from '../../../azure/apim-port.ts'
import { clouds } from '../../../azure/clouds.ts'
import type { KnownInstance } from '../../instances/known-instance.ts'
import type { Node } from './node.ts'
import { instanceChildren } from './nodes.ts'

const known: KnownInstance = {
  label: 'contoso',
  description: '',
  address: { subscriptionId: 's', resourceGroup: 'g', serviceName: 'contoso' },
  cloud: clouds.public,
  local: false,
}

const api = {
  id: 'orders',
  displayName: 'Orders',
  path: 'orders',
  protocols: ['https'],
  subscriptionRequired: false,
  revision: '1',
  isCurrent: true,
}

/** Only the lists that the explorer asks for. */
const instance = {
  listApis: async () => [api, { ...api, id: 'orders;rev=2', isCurrent: false }],
  listOperations: async () => [
    {
      id: 'get-order',
      displayName: 'Get order',
      method: 'GET',
      urlTemplate: '/{id}',
      templateParameters: [],
      queryParameters: [],
      headers: [],
    },
  ],
  listProducts: async () => [
    {
      id: 'starter',
      displayName: 'Starter',
      state: 'notPublished',
      subscriptionRequired: true,
      approvalRequired: false,
    },
  ],
  listFragments: async () => [{ id: 'correlation-id' }],
  listNamedValues: async () => [
    { id: 'a', displayName: 'plain', value: 'shown', secret: false, tags: [] },
    { id: 'b', displayName: 'hidden', value: 'never-shown', secret: true, tags: [] },
  ],
} as unknown as InstancePort

const open = async (nodes: readonly Node[], ...labels: string[]): Promise<readonly Node[]> => {
  const [label, ...rest] = labels
  if (label === undefined) return nodes
  const node = nodes.find((one) => one.label === label)
  return open((await node?.children?.(AbortSignal.timeout(1000))) ?? [], ...rest)
}

const roots = instanceChildren({ known, connect: async () => instance })
const rows = (nodes: readonly Node[]): string[] =>
  nodes.map(({ label, description }) => [label, description].filter(Boolean).join(' · '))

test.each([
  { path: [], expected: ['Global policy', 'APIs', 'Products', 'Policy fragments', 'Named values'] },
  { path: ['APIs'], expected: ['Orders · /orders'] },
  { path: ['APIs', 'Orders'], expected: ['All operations', 'Get order · GET /{id}'] },
  { path: ['Products'], expected: ['Starter · not published'] },
  { path: ['Policy fragments'], expected: ['correlation-id'] },
  { path: ['Named values'], expected: ['plain · shown', 'hidden · secret'] },
])('$path shows $expected', async ({ path, expected }) => {
  expect(rows(await open(roots, ...path))).toEqual(expected)
})

test('every row has an id of its own, and policies can be fetched from theirs', async () => {
  const all = [
    ...roots,
    ...(await open(roots, 'APIs')),
    ...(await open(roots, 'APIs', 'Orders')),
    ...(await open(roots, 'Products')),
  ]
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
  const operation = all.find(({ label }) => label === 'Get order')
  expect(operation).toMatchObject({
    policy: { kind: 'operation', api: 'orders', operation: 'get-order' },
    command: { id: 'policywright.fetchPolicy' },
  })
})
