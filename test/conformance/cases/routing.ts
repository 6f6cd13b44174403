import type { Case } from '../case.ts'

const key = { primaryKey: 'primary-1', secondaryKey: 'secondary-1', active: true, name: 'one' }
const starter = {
  id: 'starter',
  name: 'Starter',
  published: true,
  approvalRequired: false,
  subscriptionRequired: true,
  apiIds: ['orders'],
}
const needsKey = { subscriptionRequired: true }
const missing = {
  statusCode: 401,
  message:
    'Access denied due to missing subscription key. Make sure to include subscription key when making requests to this API.',
}
const invalid = {
  statusCode: 401,
  message:
    'Access denied due to invalid subscription key. Make sure to provide a valid key for an active subscription.',
}
const notFound = { statusCode: 404, message: 'Resource not found' }

export const routingCases: readonly Case[] = [
  {
    name: 'the path below the API goes to the service URL, query included',
    call: { path: '/orders/42?expand=lines&a=%20b' },
    expected: {
      body: 'from the back end',
      backEnd: { method: 'GET', path: '/v1/42?expand=lines&a=%20b', headers: { host: 'orders.contoso.example' } },
    },
  },
  {
    name: 'paths compare without case, and a slash at the end counts for nothing',
    call: { path: '/ORDERS/42/' },
    expected: { backEnd: { path: '/v1/42/' } },
  },
  {
    name: 'a path that no API has is not found',
    call: { path: '/invoices/1' },
    expected: {
      status: 404,
      body: notFound,
      headers: { 'content-type': 'application/json' },
      backEnd: 'not called',
      lastError: {
        source: 'configuration',
        reason: 'OperationNotFound',
        message: 'Unable to match incoming request to an operation.',
      },
    },
  },
  {
    name: 'a method that no operation has is not found',
    call: { method: 'DELETE' },
    expected: { status: 404, body: notFound, backEnd: 'not called' },
  },
  {
    name: 'the longest API path wins',
    moreApis: [{ id: 'archive', path: 'orders/archive', serviceUrl: 'https://other.contoso.example/archive' }],
    call: { path: '/orders/archive/7' },
    expected: { backEnd: { path: '/archive/7', headers: { host: 'other.contoso.example' } } },
  },
  {
    name: 'a literal segment wins over a parameter',
    settings: {
      operations: [
        { id: 'any', name: 'any', method: 'GET', urlTemplate: '/{id}' },
        {
          id: 'recent',
          name: 'recent',
          method: 'GET',
          urlTemplate: '/recent',
          policy:
            '<policies><inbound><return-response><set-body>recent</set-body></return-response></inbound></policies>',
        },
      ],
    },
    call: { path: '/orders/recent' },
    expected: { body: 'recent' },
  },
  {
    name: 'a wildcard takes the rest of the path',
    settings: { operations: [{ id: 'files', name: 'files', method: 'GET', urlTemplate: '/files/*' }] },
    call: { path: '/orders/files/a/b/c.txt' },
    expected: { backEnd: { path: '/v1/files/a/b/c.txt' } },
  },
  {
    name: 'a query parameter of the template must be there',
    settings: { operations: [{ id: 'search', name: 'search', method: 'GET', urlTemplate: '/search?text={text}' }] },
    calls: [
      { call: { path: '/orders/search?text=bike' }, expected: { backEnd: { path: '/v1/search?text=bike' } } },
      { call: { path: '/orders/search' }, expected: { status: 404, body: notFound } },
    ],
  },
  {
    name: 'a parameter may be a part of a segment',
    settings: {
      operations: [{ id: 'report', name: 'report', method: 'GET', urlTemplate: '/reports/{name}.pdf' }],
      policy:
        '<policies><inbound><base /><rewrite-uri template="/pdf/{name}" /></inbound><backend><base /></backend></policies>',
    },
    call: { path: '/orders/reports/may.pdf' },
    expected: { backEnd: { path: '/v1/pdf/may' } },
  },
  {
    name: 'a version in the path chooses the API',
    moreApis: [
      {
        id: 'orders-v2',
        version: { value: 'v2', scheme: 'segment' },
        serviceUrl: 'https://other.contoso.example/second',
      },
    ],
    call: { path: '/orders/v2/1' },
    expected: { backEnd: { path: '/second/1' } },
  },
  {
    name: 'a version in a header chooses the API',
    settings: { version: { value: '1', scheme: 'header', name: 'Api-Version' } },
    moreApis: [
      {
        id: 'orders-2',
        version: { value: '2', scheme: 'header', name: 'Api-Version' },
        serviceUrl: 'https://other.contoso.example/second',
      },
    ],
    calls: [
      { call: { headers: { 'api-version': '2' } }, expected: { backEnd: { path: '/second/1' } } },
      { call: { headers: { 'api-version': '1' } }, expected: { backEnd: { path: '/v1/1' } } },
      { expected: { status: 404, body: notFound } },
    ],
  },
  {
    name: 'a version in the query chooses the API',
    settings: { version: { value: '2024-01-01', scheme: 'query', name: 'api-version' } },
    calls: [
      { call: { path: '/orders/1?api-version=2024-01-01' }, expected: {} },
      { call: { path: '/orders/1?api-version=2020-01-01' }, expected: { status: 404 } },
    ],
  },
  {
    name: 'a revision that is not current has its own path',
    moreApis: [
      { id: 'orders;rev=2', revision: '2', isCurrent: false, serviceUrl: 'https://other.contoso.example/second' },
    ],
    call: { path: '/orders;rev=2/1' },
    expected: { backEnd: { path: '/second/1' } },
  },
  {
    name: 'without a subscription key, the answer is 401 before any policy',
    settings: needsKey,
    api: { inbound: '<return-response />' },
    expected: {
      status: 401,
      body: missing,
      backEnd: 'not called',
      ran: [],
      lastError: { source: 'authorization', reason: 'SubscriptionKeyNotFound' },
    },
  },
  {
    name: 'a subscription key that nobody has is refused',
    settings: needsKey,
    call: { headers: { 'Ocp-Apim-Subscription-Key': 'wrong' } },
    expected: { status: 401, body: invalid, lastError: { source: 'authorization', reason: 'SubscriptionKeyInvalid' } },
  },
  {
    name: 'both keys of a subscription open the API, in the header or in the query',
    settings: needsKey,
    subscriptions: [{ id: 's1', ...key, scope: { kind: 'api', id: 'orders' } }],
    calls: [
      { call: { headers: { 'ocp-apim-subscription-key': 'primary-1' } }, expected: {} },
      { call: { path: '/orders/1?subscription-key=secondary-1' }, expected: {} },
    ],
  },
  {
    name: 'a suspended subscription is refused',
    settings: needsKey,
    subscriptions: [{ id: 's1', ...key, active: false, scope: { kind: 'all-apis' } }],
    call: { headers: { 'Ocp-Apim-Subscription-Key': 'primary-1' } },
    expected: { status: 401, body: invalid },
  },
  {
    name: 'a key of another API is refused',
    settings: needsKey,
    subscriptions: [{ id: 's1', ...key, scope: { kind: 'api', id: 'other' } }],
    call: { headers: { 'Ocp-Apim-Subscription-Key': 'primary-1' } },
    expected: { status: 401, body: invalid },
  },
  {
    name: 'the names of the key are settings of the API',
    settings: { subscriptionRequired: true, subscriptionKeyNames: { header: 'X-Key', query: 'k' } },
    subscriptions: [{ id: 's1', ...key, scope: { kind: 'all-apis' } }],
    calls: [
      { call: { headers: { 'X-Key': 'primary-1' } }, expected: {} },
      { call: { path: '/orders/1?k=primary-1' }, expected: {} },
      { call: { headers: { 'Ocp-Apim-Subscription-Key': 'primary-1' } }, expected: { status: 401, body: missing } },
    ],
  },
  {
    name: 'a key of a product runs the policies of the product',
    settings: needsKey,
    products: [
      {
        ...starter,
        policy:
          '<policies><inbound><base /><set-header name="X-Product"><value>starter</value></set-header></inbound><backend><base /></backend></policies>',
      },
    ],
    subscriptions: [{ id: 's1', ...key, scope: { kind: 'product', id: 'starter' } }],
    call: { headers: { 'Ocp-Apim-Subscription-Key': 'primary-1' } },
    expected: { backEnd: { headers: { 'x-product': 'starter' } } },
  },
  {
    name: 'a product that is not published opens nothing',
    settings: needsKey,
    products: [{ ...starter, published: false }],
    subscriptions: [{ id: 's1', ...key, scope: { kind: 'product', id: 'starter' } }],
    call: { headers: { 'Ocp-Apim-Subscription-Key': 'primary-1' } },
    expected: { status: 401, body: invalid },
  },
]
