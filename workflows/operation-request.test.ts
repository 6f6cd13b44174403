import { expect, test } from 'vitest'
import type { Api, Operation } from '../azure/apim-port.ts'
import {
  buildRequest,
  keyHeaderOf,
  missingParameters,
  neededParameters,
  type RequestOrder,
  sampleBody,
  takesBody,
} from './operation-request.ts'

const api: Api = {
  id: 'orders',
  displayName: 'Orders',
  path: 'shop/orders',
  protocols: ['https'],
  subscriptionRequired: true,
  revision: '1',
  isCurrent: true,
}
const operation: Operation = {
  id: 'get',
  displayName: 'Get',
  method: 'GET',
  urlTemplate: '/{id}/lines?page={page}',
  templateParameters: [{ name: 'id', type: 'string', required: true }],
  queryParameters: [],
  headers: [],
}
const order = (
  change: { api?: Partial<Api>; operation?: Partial<Operation> } & Partial<Omit<RequestOrder, 'api' | 'operation'>>,
): RequestOrder => ({
  gatewayUrl: 'https://g.azure-api.net',
  parameters: { id: '7' },
  ...change,
  api: { ...api, ...change.api },
  operation: { ...operation, ...change.operation },
})

test.each<[string, RequestOrder, string]>([
  ['a template', order({}), 'https://g.azure-api.net/shop/orders/7/lines'],
  [
    'a parameter that needs encoding',
    order({ parameters: { id: 'a/b c' } }),
    'https://g.azure-api.net/shop/orders/a%2Fb%20c/lines',
  ],
  [
    'a query in the template',
    order({ parameters: { id: '7', page: '2' } }),
    'https://g.azure-api.net/shop/orders/7/lines?page=2',
  ],
  [
    'a rest of the path',
    order({ operation: { urlTemplate: '/files/{*path}' }, parameters: { path: 'a/b c' } }),
    'https://g.azure-api.net/shop/orders/files/a/b%20c',
  ],
  [
    'a wildcard',
    order({ operation: { urlTemplate: '/files/*' }, parameters: { '*': 'a/b' } }),
    'https://g.azure-api.net/shop/orders/files/a/b',
  ],
  ['the root', order({ operation: { urlTemplate: '/' } }), 'https://g.azure-api.net/shop/orders'],
  ['an API without a path', order({ api: { path: '' } }), 'https://g.azure-api.net/7/lines'],
  [
    'a version in the path',
    order({ api: { version: 'v2', versioning: { scheme: 'segment' } } }),
    'https://g.azure-api.net/shop/orders/v2/7/lines',
  ],
  [
    'a version in the query',
    order({ api: { version: 'v2', versioning: { scheme: 'query', name: 'api-version' } } }),
    'https://g.azure-api.net/shop/orders/7/lines?api-version=v2',
  ],
  [
    'a revision',
    order({ api: { revision: '3', isCurrent: false } }),
    'https://g.azure-api.net/shop/orders;rev=3/7/lines',
  ],
  [
    'the first revision when another is current',
    order({ api: { revision: '1', isCurrent: false } }),
    'https://g.azure-api.net/shop/orders;rev=1/7/lines',
  ],
  [
    'a revision of a version',
    order({ api: { revision: '3', isCurrent: false, version: 'v2', versioning: { scheme: 'segment' } } }),
    'https://g.azure-api.net/shop/orders/v2;rev=3/7/lines',
  ],
  [
    'an example of a parameter',
    order({
      operation: { templateParameters: [{ name: 'id', type: 'string', required: true, example: 'e 1' }] },
      parameters: {},
    }),
    'https://g.azure-api.net/shop/orders/e%201/lines',
  ],
  [
    'a host in front',
    order({ gatewayUrl: 'https://api.contoso.com/base/' }),
    'https://api.contoso.com/base/shop/orders/7/lines',
  ],
])('%s', (_name, request, url) => expect(buildRequest(request).url).toBe(url))

test('declared query parameters and headers', () => {
  const request = buildRequest(
    order({
      operation: {
        queryParameters: [
          { name: 'needed', type: 'string', required: true, values: ['first', 'second'] },
          { name: 'optional', type: 'string', required: false, defaultValue: 'x' },
          { name: 'given', type: 'string', required: false },
        ],
        headers: [{ name: 'X-Tenant', type: 'string', required: true, defaultValue: 't' }],
      },
      parameters: { id: '7', given: 'y' },
    }),
  )
  expect(request.url).toBe('https://g.azure-api.net/shop/orders/7/lines?needed=first&given=y')
  expect(request.headers).toEqual({ 'X-Tenant': 't' })
})

test('a version in a header, the key under its own name, a body with its type', () => {
  const own = { header: 'X-Key', query: 'key' }
  const request = buildRequest(
    order({
      api: { version: 'v2', versioning: { scheme: 'header', name: 'Api-Version' }, subscriptionKeyNames: own },
      operation: { method: 'post' },
      subscriptionKey: 'secret',
      body: '{"a":1}',
    }),
  )
  expect(request).toMatchObject({
    method: 'POST',
    headers: { 'Api-Version': 'v2', 'X-Key': 'secret', 'Content-Type': 'application/json' },
  })
  expect(keyHeaderOf({ ...api, subscriptionKeyNames: own })).toBe('X-Key')
  expect(keyHeaderOf(api)).toBe('Ocp-Apim-Subscription-Key')
})

test('what is missing is named once', () => {
  expect(missingParameters(order({ parameters: {} })).map(({ name }) => name)).toEqual(['id', 'page'])
  expect(missingParameters(order({ parameters: { id: '1', page: '1' } }))).toEqual([])
  expect(
    missingParameters(
      order({
        operation: {
          urlTemplate: '/',
          headers: [
            { name: 'Authorization', type: 'string', required: true },
            { name: 'X-A', type: 'string', required: true },
          ],
          queryParameters: [{ name: 'q', type: 'string', required: true, defaultValue: 'd' }],
        },
      }),
    ).map(({ name }) => name),
  ).toEqual(['X-A'])
})

test('what has a default is needed and not missing', () => {
  const parameters = [{ name: 'id', type: 'string', required: true, defaultValue: '1' }]
  const given = { operation: { ...operation, urlTemplate: '/{id}', templateParameters: parameters } }
  expect(neededParameters(given).map(({ name }) => name)).toEqual(['id'])
  expect(missingParameters(given)).toEqual([])
})

const json = { contentType: 'application/vnd.orders+json', sample: '{"a":1}' }
const form = {
  contentType: 'application/x-www-form-urlencoded',
  formParameters: [
    { name: 'a b', type: 'string', required: true, example: 'x&y' },
    { name: 'c', type: 'string', required: false },
  ],
}

test.each<[string, string, readonly (typeof json | typeof form)[] | undefined, string | undefined, string]>([
  ['nothing', 'GET', undefined, undefined, 'text/plain'],
  ['an example', 'POST', [json], '{"a":1}', 'application/vnd.orders+json'],
  ['a form', 'POST', [form], 'a+b=x%26y&c=', 'application/x-www-form-urlencoded'],
])('the body of %s', (_name, method, representations, sample, type) => {
  const described: Operation = { ...operation, method, ...(representations ? { representations } : {}) }
  expect([sampleBody(described), takesBody(described)]).toEqual([sample, method === 'POST'])
  const request = buildRequest(order({ operation: described, body: sample ?? 'text' }))
  expect(request.headers['Content-Type']).toBe(type)
})
