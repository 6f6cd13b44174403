import { expect, test } from 'vitest'
import type { Api } from '../azure/apim-port.ts'
import { directAddress } from './direct-address.ts'

const api: Api = {
  id: 'orders',
  displayName: 'Orders',
  path: 'shop/orders',
  protocols: ['https'],
  subscriptionRequired: true,
  revision: '1',
  isCurrent: true,
}
const versioned: Api = { ...api, version: 'v2', versioning: { scheme: 'segment' } }
const inbound = (policies: string): string => `<policies><inbound>${policies}</inbound></policies>`

test.each([
  ['the path behind that of the API', 'https://a.example/base/', '/shop/orders/7', 'https://a.example/base/7', {}],
  ['the root', 'https://a.example', '/shop/orders', 'https://a.example/', {}],
  [
    'the query without the key',
    'https://a.example?x=1',
    '/shop/orders/7?top=3&subscription-key=k',
    'https://a.example/7?x=1&top=3',
    {},
  ],
  ['a version in the path', 'https://a.example', '/shop/orders/v2/7', 'https://a.example/7', { api: versioned }],
  ['a revision', 'https://a.example', '/shop/orders;rev=2/7', 'https://a.example/7', {}],
  ['an API at the root', 'https://a.example/v1', '/7', 'https://a.example/v1/7', { api: { ...api, path: '' } }],
  [
    'rewrite-uri',
    'https://a.example/v1',
    '/shop/orders/7',
    'https://a.example/v1/all',
    { texts: [inbound('<base /><rewrite-uri template="/all?x=1" />')] },
  ],
  [
    'rewrite-uri of a wider scope',
    'https://a.example',
    '/shop/orders/7',
    'https://a.example/all',
    { texts: [inbound('<base />'), inbound('<rewrite-uri template="/all" />')] },
  ],
  [
    'not the one of a scope that does not run',
    'https://a.example',
    '/shop/orders/7',
    'https://a.example/7',
    { texts: [inbound(''), inbound('<rewrite-uri template="/all" />')] },
  ],
  [
    'not one with a parameter',
    'https://a.example',
    '/shop/orders/7',
    'https://a.example/7',
    { texts: [inbound('<rewrite-uri template="/x/{id}" />')] },
  ],
] as const)('%s', (_what, backEnd, path, expected, change) => {
  expect(directAddress(backEnd, { url: `https://gateway.example${path}`, api, texts: [], ...change })).toBe(expected)
})
