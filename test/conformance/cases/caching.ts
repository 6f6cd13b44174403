import type { Case, Expected } from '../case.ts'

const caching = (attributes = '', inside = '') => ({
  inbound: `<cache-lookup vary-by-developer="false" vary-by-developer-groups="false" ${attributes}>${inside}</cache-lookup>`,
  outbound: `<set-header name="X-Count"><value>before</value></set-header><cache-store duration="60" />
    <set-header name="X-After" exists-action="append"><value>after</value></set-header>`,
})
const miss = { body: 'fresh', backEnd: { method: 'GET' } } satisfies Expected
const hit = { body: 'fresh', backEnd: 'not called' } satisfies Expected
const backEnd = { body: 'fresh' }

export const cachingCases: readonly Case[] = [
  {
    name: 'a response is cached, and goes on behind cache-store when it comes again',
    api: caching(),
    backEnd,
    calls: [
      { expected: { ...miss, headers: { 'x-count': 'before', 'x-after': 'after', 'cache-control': 'no-store' } } },
      {
        afterSeconds: 59,
        expected: {
          ...hit,
          headers: { 'x-count': 'before', 'x-after': 'after', 'cache-control': 'no-store' },
          ran: ['cache-lookup@api orders:4', 'set-header@api orders:13'],
        },
      },
      { afterSeconds: 1, expected: miss },
    ],
  },
  {
    name: 'without a list every query parameter counts',
    api: caching(),
    backEnd,
    calls: [
      { call: { path: '/orders/1?a=1' }, expected: miss },
      { call: { path: '/orders/1?a=2' }, expected: miss },
      { call: { path: '/orders/1?a=1' }, expected: hit },
      { call: { path: '/orders/2?a=1' }, expected: miss },
    ],
  },
  {
    name: 'only the query parameters and headers that are listed count',
    api: caching('', '<vary-by-header>Accept</vary-by-header><vary-by-query-parameter>a;b</vary-by-query-parameter>'),
    backEnd,
    calls: [
      { call: { path: '/orders/1?a=1&b=1&c=1' }, expected: miss },
      { call: { path: '/orders/1?b=1&c=2&a=1' }, expected: hit },
      { call: { path: '/orders/1?a=1&b=2' }, expected: miss },
      { call: { path: '/orders/1?a=1&b=1', headers: { Accept: 'text/plain' } }, expected: miss },
    ],
  },
  {
    name: 'requests with an Authorization header are cached only when that is allowed',
    api: caching(),
    backEnd,
    calls: [
      { call: { headers: { Authorization: 'Basic x' } }, expected: miss },
      { call: { headers: { Authorization: 'Basic x' } }, expected: miss },
    ],
  },
  {
    name: 'what is allowed is told to caches on the way',
    api: caching('allow-private-response-caching="true" downstream-caching-type="private"'),
    backEnd,
    calls: [
      {
        call: { headers: { Authorization: 'Basic x' } },
        expected: { ...miss, headers: { 'cache-control': 'private, must-revalidate, max-age=60' } },
      },
      {
        call: { headers: { Authorization: 'Basic x' } },
        expected: { ...hit, headers: { 'cache-control': 'private, must-revalidate, max-age=60' } },
      },
    ],
  },
  {
    name: 'neither another method nor another status than 200 is cached',
    api: caching(),
    backEnd: { ...backEnd, status: 404 },
    calls: [
      { expected: { ...miss, status: 404 } },
      { expected: { ...miss, status: 404 } },
      { call: { method: 'POST', path: '/orders' }, expected: { status: 404, backEnd: { method: 'POST' } } },
      { call: { method: 'POST', path: '/orders' }, expected: { status: 404, backEnd: { method: 'POST' } } },
    ],
  },
  {
    name: 'cache-store keeps any status when told so, and nothing without cache-lookup',
    api: {
      inbound:
        '<choose><when condition="@(context.Request.Headers.ContainsKey(&quot;X-Look&quot;))"><cache-lookup vary-by-developer="false" vary-by-developer-groups="false" /></when></choose>',
      outbound: '<cache-store duration="60" cache-response="true" />',
    },
    backEnd: { ...backEnd, status: 404 },
    calls: [
      { expected: { ...miss, status: 404 } },
      { call: { headers: { 'X-Look': '1' } }, expected: { ...miss, status: 404 } },
      { call: { headers: { 'X-Look': '1' } }, expected: { ...hit, status: 404 } },
    ],
  },
  {
    name: 'values that policies keep come back in later requests',
    api: {
      inbound: `<cache-lookup-value key="token" variable-name="token" />
        <choose><when condition="@(!context.Variables.ContainsKey(&quot;token&quot;))">
          <set-variable name="token" value="@(context.RequestId.ToString())" />
          <cache-store-value key="token" value="@((string)context.Variables[&quot;token&quot;])" duration="10" />
        </when></choose>
        <choose><when condition="@(context.Request.Headers.ContainsKey(&quot;X-Forget&quot;))"><cache-remove-value key="token" /></when></choose>
        <return-response><set-body>@(context.Variables.GetValueOrDefault&lt;string&gt;("token") == context.RequestId.ToString() ? "new" : "kept")</set-body></return-response>`,
    },
    calls: [
      { expected: { body: 'new' } },
      { call: { headers: { 'X-Forget': '1' } }, expected: { body: 'kept' } },
      { expected: { body: 'new' } },
      { afterSeconds: 10, expected: { body: 'new' } },
    ],
  },
]
