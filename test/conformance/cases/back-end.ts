import type { Case } from '../case.ts'

export const backEndCases: readonly Case[] = [
  {
    name: 'set-backend-service with base-url',
    api: { inbound: '<set-backend-service base-url="https://other.contoso.example/base/" />' },
    expected: { backEnd: { path: '/base/1', headers: { host: 'other.contoso.example' } } },
  },
  {
    name: 'set-backend-service with backend-id brings the credentials of the back end',
    backends: [{ id: 'functions', path: '/api', credentials: true }],
    api: { inbound: '<set-backend-service backend-id="functions" />' },
    call: { path: '/orders/1?a=1', headers: { 'x-functions-key': 'from the caller' } },
    expected: { backEnd: { path: '/api/1?a=1&code=c1', headers: { 'x-functions-key': 'k1' } } },
  },
  {
    name: 'a base-url does not replace a backend-id',
    backends: [{ id: 'functions', path: '/api' }],
    api: {
      inbound:
        '<set-backend-service backend-id="functions" /><set-backend-service base-url="https://other.contoso.example" />',
    },
    expected: { backEnd: { path: '/api/1' } },
  },
  {
    name: 'a back end that does not exist is named',
    api: { inbound: '<set-backend-service backend-id="gone" />' },
    expected: { status: 500, body: /no back end \\"gone\\"/, backEnd: 'not called' },
  },
  {
    name: 'an API without a service URL says so',
    settings: { serviceUrl: '' },
    expected: { status: 500, body: /no service URL/ },
  },
  {
    name: 'a host that the instance does not stand in for is not called',
    api: { inbound: '<set-backend-service base-url="https://example.com" />' },
    expected: { status: 500, body: /does not call example\.com/, lastError: { reason: 'BackendConnectionFailure' } },
  },
  {
    name: 'a back end that cannot be reached is a 500 that on-error sees',
    api: {
      inbound: '<set-backend-service base-url="http://127.0.0.1:1" />',
      onError: '<set-header name="X-Seen"><value>yes</value></set-header>',
    },
    expected: {
      status: 500,
      body: { statusCode: 500, message: 'Internal server error' },
      headers: { 'x-seen': 'yes' },
      lastError: { source: 'forward-request', reason: 'BackendConnectionFailure' },
    },
  },
  {
    name: 'an error of the back end is no error of the pipeline',
    backEnd: { status: 503, body: 'later' },
    api: { outbound: '<set-header name="X-Out"><value>1</value></set-header>' },
    expected: { status: 503, body: 'later', headers: { 'x-out': '1' } },
  },
  {
    name: 'fail-on-error-status-code makes it one',
    backEnd: { status: 503, body: 'later' },
    api: '<policies><inbound><base /></inbound><backend><forward-request fail-on-error-status-code="true" /></backend><outbound /><on-error><set-status code="502" reason="Sorry" /></on-error></policies>',
    expected: { status: 502, reason: 'Sorry', lastError: { source: 'forward-request' } },
  },
  {
    name: 'headers of the connection stay behind, those that Connection lists too',
    call: {
      headers: {
        Connection: 'keep-alive, X-Hop',
        'X-Hop': '1',
        TE: 'trailers',
        'Keep-Alive': 'timeout=5',
        'X-Stay': '2',
      },
    },
    backEnd: { headers: { Connection: 'close, X-Back', 'X-Back': '1', 'X-Kept': '2' } },
    expected: {
      headers: { 'x-back': null, 'x-kept': '2' },
      backEnd: { headers: { 'x-hop': null, te: null, 'keep-alive': null, 'x-stay': '2' } },
    },
  },
  {
    name: "the caller's address is appended to X-Forwarded-For",
    call: { headers: { 'X-Forwarded-For': '203.0.113.7' } },
    expected: { backEnd: { headers: { 'x-forwarded-for': '203.0.113.7, 127.0.0.1' } } },
  },
  {
    name: 'a Host header that a policy sets goes to the back end',
    api: { inbound: '<set-header name="Host"><value>front.contoso.example</value></set-header>' },
    expected: { backEnd: { headers: { host: 'front.contoso.example' } } },
  },
  {
    name: 'HEAD has no body, but the length that the back end names',
    call: { method: 'HEAD' },
    backEnd: { headers: { 'Content-Length': '17' } },
    expected: { status: 200, body: '', headers: { 'content-length': '17' }, backEnd: { method: 'HEAD' } },
  },
  { name: '204 has no body', backEnd: { status: 204 }, expected: { status: 204, body: '' } },
  {
    name: '304 has no body',
    backEnd: { status: 304, headers: { ETag: '"1"' } },
    expected: { status: 304, body: '', headers: { etag: '"1"' } },
  },
  {
    name: 'retry forwards again with the same body',
    backEnd: { status: 500 },
    api: '<policies><inbound><base /></inbound><backend><retry condition="true" count="2" interval="1"><forward-request buffer-request-body="true" /></retry></backend><outbound><base /></outbound></policies>',
    call: { method: 'POST', path: '/orders', body: 'again' },
    expected: {
      status: 500,
      body: 'from the back end',
      backEnd: { body: 'again' },
      ran: [
        'retry@api orders:1',
        'forward-request@api orders:1',
        'forward-request@api orders:1',
        'forward-request@api orders:1',
      ],
    },
  },
  {
    name: 'a body that was not kept cannot be sent twice',
    backEnd: { status: 500 },
    api: '<policies><inbound><base /></inbound><backend><retry condition="true" count="1" interval="1"><forward-request /></retry></backend><outbound><base /></outbound></policies>',
    call: { method: 'POST', path: '/orders', body: 'again' },
    expected: { status: 500, body: /buffer-request-body/ },
  },
  {
    name: 'send-request puts a response into a variable that return-response can send',
    api: {
      inbound:
        '<send-request response-variable-name="found"><set-url>https://other.contoso.example/look?up=1</set-url><set-method>POST</set-method><set-header name="X-A"><value>1</value></set-header><set-body>question</set-body></send-request><return-response response-variable-name="found"><set-header name="X-B"><value>2</value></set-header></return-response>',
    },
    backEnd: { status: 207, headers: { 'X-From': 'far' } },
    expected: {
      status: 207,
      body: 'from the back end',
      headers: { 'x-from': 'far', 'x-b': '2' },
      backEnd: { method: 'POST', path: '/look?up=1', body: 'question', headers: { 'x-a': '1' } },
    },
  },
  {
    name: 'send-request that fails ends the section, unless errors are ignored',
    api: {
      inbound:
        '<send-request response-variable-name="a" ignore-error="true"><set-url>http://127.0.0.1:1/</set-url><set-method>GET</set-method></send-request><send-request response-variable-name="b"><set-url>http://127.0.0.1:1/</set-url><set-method>GET</set-method></send-request>',
    },
    expected: {
      status: 500,
      backEnd: 'not called',
      lastError: { source: 'send-request', reason: 'BackendConnectionFailure' },
    },
  },
]
