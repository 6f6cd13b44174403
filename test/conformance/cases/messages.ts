import type { Case } from '../case.ts'

const header = (action: string, ...values: readonly string[]) =>
  `<set-header name="X-A" exists-action="${action}">${values.map((value) => `<value>${value}</value>`).join('')}</set-header>`
const parameter = (action: string, ...values: readonly string[]) =>
  `<set-query-parameter name="a" exists-action="${action}">${values.map((value) => `<value>${value}</value>`).join('')}</set-query-parameter>`
const sent = { headers: { 'X-A': 'caller' } }

export const messageCases: readonly Case[] = [
  ...(
    [
      ['override', header('override', '1'), '1'],
      ['skip', header('skip', '1'), 'caller'],
      ['append', header('append', '1', '2'), 'caller,1,2'],
      ['delete', header('delete'), null],
      ['override with several values', header('override', '1', '2'), '1,2'],
    ] as const
  ).map(([name, policy, after]) => ({
    name: `set-header: ${name}`,
    api: { inbound: policy },
    call: sent,
    expected: { backEnd: { headers: { 'x-a': after } } },
  })),
  {
    name: 'set-header: cookies stay lines of their own',
    api: {
      outbound:
        '<set-header name="Set-Cookie" exists-action="append"><value>a=1</value><value>b=2</value></set-header>',
    },
    backEnd: { headers: { 'Set-Cookie': 'c=3' } },
    expected: { headers: { 'set-cookie': 'c=3 | a=1 | b=2' } },
  },
  {
    name: 'set-header: the gateway keeps the headers of the connection to itself',
    api: { outbound: '<set-header name="Content-Length" exists-action="delete" />' },
    expected: { body: 'from the back end' },
  },
  {
    name: 'set-header in outbound changes the response',
    api: { outbound: `${header('override', 'out')}<set-header name="Server" exists-action="delete" />` },
    backEnd: { headers: { Server: 'secret/1.0' } },
    expected: { headers: { 'x-a': 'out', server: null } },
  },
  ...(
    [
      ['override', parameter('override', '2'), '/v1/1?b=x&a=2'],
      ['skip', parameter('skip', '2'), '/v1/1?a=1&b=x'],
      ['append', parameter('append', '2', '3 4'), '/v1/1?a=1&b=x&a=2&a=3%204'],
      ['delete', parameter('delete'), '/v1/1?b=x'],
    ] as const
  ).map(([name, policy, path]) => ({
    name: `set-query-parameter: ${name}`,
    api: { inbound: policy },
    call: { path: '/orders/1?a=1&b=x' },
    expected: { backEnd: { path } },
  })),
  {
    name: 'rewrite-uri fills in template parameters and keeps the other query parameters',
    operation: { inbound: '<rewrite-uri template="/items/{id}/details?full=yes" />' },
    call: { path: '/orders/a%20b?x=1&full=no' },
    expected: { backEnd: { path: '/v1/items/a%20b/details?full=yes&x=1' } },
  },
  {
    name: 'rewrite-uri drops the other query parameters when told so',
    operation: { inbound: '<rewrite-uri template="/items/{id}" copy-unmatched-params="false" />' },
    call: { path: '/orders/7?x=1' },
    expected: { backEnd: { path: '/v1/items/7' } },
  },
  {
    name: 'set-method changes the method',
    api: { inbound: '<set-method>PUT</set-method>' },
    expected: { backEnd: { method: 'PUT' } },
  },
  {
    name: 'set-status changes status and reason',
    api: { outbound: '<set-status code="202" reason="Taken" />' },
    expected: { status: 202, reason: 'Taken' },
  },
  {
    name: 'set-body replaces what the caller sent',
    api: { inbound: '<set-body>{"a":1}</set-body>' },
    call: {
      method: 'POST',
      path: '/orders',
      body: 'something longer than that',
      headers: { 'Content-Type': 'text/x' },
    },
    expected: { backEnd: { body: '{"a":1}', headers: { 'content-length': '7', 'content-type': 'text/x' } } },
  },
  {
    name: 'set-body takes markup as it is written',
    api: { outbound: '<set-body><order id="1"><line /></order></set-body>' },
    expected: { body: '<order id="1"><line /></order>', headers: { 'content-length': '30' } },
  },
  {
    name: 'set-body decodes entities of plain text',
    api: { outbound: '<set-body>a &lt; b &amp;&amp; c</set-body>' },
    expected: { body: 'a < b && c' },
  },
  {
    name: 'a reason that cannot be sent is a 500, not a broken connection',
    api: { outbound: '<set-status code="200" reason="a&#10;b" />' },
    expected: { status: 500, body: { statusCode: 500, message: 'Internal server error' } },
  },
  {
    name: 'a bare ampersand is taken for what it says, as in samples of the documentation',
    operation: {
      inbound: '<rewrite-uri template="/v2?city=a&state=b" />',
      outbound: '<set-body>a & b</set-body>',
    },
    expected: { body: 'a & b', backEnd: { path: '/v1/v2?city=a&state=b' } },
  },
  {
    name: 'set-body with a Liquid template reads the body',
    api: {
      outbound:
        '<set-body template="liquid">{"id": "{{body.order.id}}", "by": "{{context.Request.Method}}"}</set-body>',
    },
    backEnd: { headers: { 'Content-Type': 'application/json' }, body: '{"order":{"id":7}}' },
    expected: { body: { id: '7', by: 'GET' } },
  },
  {
    name: 'return-response ends the pipeline with what it says',
    api: {
      inbound:
        '<return-response><set-status code="418" reason="Teapot" /><set-header name="X-A"><value>1</value></set-header><set-body>short and stout</set-body></return-response>',
      outbound: '<set-status code="500" />',
    },
    expected: {
      status: 418,
      reason: 'Teapot',
      body: 'short and stout',
      headers: { 'x-a': '1' },
      backEnd: 'not called',
    },
  },
  {
    name: 'return-response without anything is 200 and empty',
    api: { inbound: '<return-response />' },
    expected: { status: 200, body: '', headers: { 'content-length': '0' }, backEnd: 'not called' },
  },
  {
    name: 'mock-response answers with status and content type',
    api: { inbound: '<mock-response status-code="201" content-type="application/json" />' },
    expected: { status: 201, body: '', headers: { 'content-type': 'application/json' }, backEnd: 'not called' },
  },
  {
    name: 'find-and-replace changes the body, and its length with it',
    api: { outbound: '<find-and-replace from="back end" to="gateway" />' },
    expected: { body: 'from the gateway', headers: { 'content-length': '16' } },
  },
  {
    name: 'find-and-replace changes the body of the request',
    api: { inbound: '<find-and-replace from="a" to="bb" />' },
    call: { method: 'POST', path: '/orders', body: 'banana' },
    expected: { backEnd: { body: 'bbbnbbnbb' } },
  },
  {
    name: 'redirect-content-urls puts the gateway in the place of the back end',
    api: { outbound: '<redirect-content-urls />' },
    call: { headers: { Host: 'shop.example' } },
    backEnd: { body: '{"next":"https://orders.contoso.example/v1/2","other":"https://other.example/v1"}' },
    expected: { body: '{"next":"http://shop.example/orders/2","other":"https://other.example/v1"}' },
  },
  {
    name: 'redirect-content-urls puts the back end in the place of the gateway',
    api: { inbound: '<redirect-content-urls />' },
    call: {
      method: 'POST',
      path: '/orders',
      headers: { Host: 'shop.example' },
      body: '{"self":"http://shop.example/orders/2"}',
    },
    expected: { backEnd: { body: '{"self":"https://orders.contoso.example/v1/2"}' } },
  },
  {
    name: 'a body that nobody touches goes through unchanged',
    call: { method: 'POST', path: '/orders', body: 'x'.repeat(300_000) },
    expected: { backEnd: { body: 'x'.repeat(300_000), headers: { 'content-length': '300000' } } },
  },
]
