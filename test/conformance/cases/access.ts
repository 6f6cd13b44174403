import type { Case } from '../case.ts'

const checkHeader = `<check-header name="X-Tier" failed-check-httpcode="403" failed-check-error-message="Not your tier" ignore-case="true"><value>gold</value><value>silver</value></check-header>`
const cors = `<cors allow-credentials="true">
  <allowed-origins><origin>https://shop.contoso.example</origin></allowed-origins>
  <allowed-methods preflight-result-max-age="300"><method>GET</method><method>PUT</method></allowed-methods>
  <allowed-headers><header>x-tier</header></allowed-headers>
  <expose-headers><header>X-Total</header></expose-headers>
</cors>`
const shop = 'https://shop.contoso.example'
const preflight = (origin: string, method: string, headers: Record<string, string> = {}) => ({
  method: 'OPTIONS',
  headers: { Origin: origin, 'Access-Control-Request-Method': method, ...headers },
})
const subscriptions = [
  {
    id: 's1',
    name: 'one',
    active: true,
    scope: { kind: 'all-apis' } as const,
    primaryKey: 'key-one',
    secondaryKey: '',
  },
  {
    id: 's2',
    name: 'two',
    active: true,
    scope: { kind: 'all-apis' } as const,
    primaryKey: 'key-two',
    secondaryKey: '',
  },
]
const as = (key: string) => ({ headers: { 'Ocp-Apim-Subscription-Key': key } })

export const accessCases: readonly Case[] = [
  {
    name: 'check-header lets a listed value pass, whatever its case',
    api: { inbound: checkHeader },
    call: { headers: { 'X-Tier': 'GOLD' } },
    expected: { status: 200 },
  },
  {
    name: 'check-header refuses another value in the words of the policy',
    api: { inbound: checkHeader },
    call: { headers: { 'X-Tier': 'bronze' } },
    expected: {
      status: 403,
      body: { statusCode: 403, message: 'Not your tier' },
      backEnd: 'not called',
      lastError: {
        source: 'check-header',
        reason: 'HeaderValueNotAllowed',
        message: 'Header X-Tier value of bronze is not allowed. Access denied.',
      },
    },
  },
  {
    name: 'check-header refuses a request without the header',
    api: { inbound: checkHeader },
    expected: { status: 403, lastError: { reason: 'HeaderNotFound' } },
  },
  {
    name: 'quota counts each subscription on its own, and only what its APIs ask for',
    api: {
      inbound:
        '<quota calls="5" renewal-period="300"><api id="orders" calls="1"><operation id="create" /></api></quota>',
    },
    subscriptions,
    calls: [
      { call: as('key-one'), expected: { status: 200 } },
      {
        call: as('key-one'),
        expected: {
          status: 403,
          headers: { 'retry-after': '300' },
          body: { statusCode: 403, message: 'Out of call volume quota. Quota will be replenished in 00:05:00.' },
          lastError: { source: 'quota', reason: 'QuotaExceeded' },
        },
      },
      { call: as('key-two'), expected: { status: 200 } },
      { call: as('key-one'), afterSeconds: 300, expected: { status: 200 } },
    ],
  },
  {
    name: 'an API inside rate-limit has the period of the policy, and no limit where it says none',
    api: {
      inbound:
        '<rate-limit calls="3" renewal-period="60"><api id="orders"><operation id="get" calls="1" /></api></rate-limit>',
    },
    calls: [
      { expected: { status: 200 } },
      { call: { method: 'POST', path: '/orders' }, expected: { status: 200 } },
      { expected: { status: 429, headers: { 'retry-after': '60' } } },
    ],
  },
  {
    name: 'rate-limit-by-key may count failures only',
    api: {
      inbound:
        '<rate-limit-by-key calls="1" renewal-period="60" counter-key="k" increment-condition="@(context.Response.StatusCode == 500)" />',
    },
    backEnd: { status: 500 },
    calls: [
      { expected: { status: 500 } },
      { expected: { status: 500 } },
      { expected: { status: 429, backEnd: 'not called' } },
    ],
  },
  {
    name: 'ip-filter lets a listed address pass',
    api: { inbound: '<ip-filter action="allow"><address>127.0.0.1</address></ip-filter>' },
    expected: { status: 200 },
  },
  {
    name: 'ip-filter refuses an address that is not listed',
    api: { inbound: '<ip-filter action="allow"><address-range from="10.0.0.0" to="10.255.255.255" /></ip-filter>' },
    expected: {
      status: 403,
      body: { statusCode: 403, message: 'Caller IP address 127.0.0.1 is not allowed. Access denied.' },
      lastError: { source: 'ip-filter', reason: 'CallerIpNotAllowed' },
    },
  },
  {
    name: 'ip-filter refuses an address in a forbidden range',
    api: { inbound: '<ip-filter action="forbid"><address-range from="127.0.0.0" to="127.255.255.255" /></ip-filter>' },
    expected: { status: 403, lastError: { reason: 'CallerIpBlocked' } },
  },
  {
    name: 'cors answers a preflight although no operation has OPTIONS, and no other policy runs',
    settings: { subscriptionRequired: true },
    api: { inbound: `${cors}<invoke-dapr-binding name="b" />` },
    call: preflight(shop, 'GET', { 'Access-Control-Request-Headers': 'x-tier' }),
    expected: {
      status: 200,
      body: '',
      headers: {
        'access-control-allow-origin': shop,
        'access-control-allow-methods': 'GET,PUT',
        'access-control-allow-headers': 'x-tier',
        'access-control-allow-credentials': 'true',
        'access-control-max-age': '300',
      },
      backEnd: 'not called',
      ran: ['cors@api orders:4'],
    },
  },
  {
    name: 'cors gives nothing to an origin that is not listed',
    api: { inbound: cors },
    call: preflight('https://evil.example', 'GET'),
    expected: { status: 200, headers: { 'access-control-allow-origin': null }, backEnd: 'not called' },
  },
  {
    name: 'cors gives nothing to a method that is not listed',
    settings: { operations: [{ id: 'delete', name: 'delete', method: 'DELETE', urlTemplate: '/{id}' }] },
    api: { inbound: cors },
    call: preflight(shop, 'DELETE'),
    expected: { status: 200, headers: { 'access-control-allow-methods': null } },
  },
  {
    name: 'cors adds its headers to the answer of a call',
    api: { inbound: cors },
    call: { headers: { Origin: shop } },
    expected: {
      body: 'from the back end',
      headers: { 'access-control-allow-origin': shop, 'access-control-expose-headers': 'X-Total', vary: 'Origin' },
    },
  },
  {
    name: 'cors adds its headers to a refusal too',
    api: { inbound: `${cors}${checkHeader}` },
    call: { headers: { Origin: shop } },
    expected: { status: 403, headers: { 'access-control-allow-origin': shop } },
  },
  {
    name: 'cors ends an unmatched call when told so',
    api: {
      inbound:
        '<cors terminate-unmatched-request="true"><allowed-origins><origin>https://a.example</origin></allowed-origins><allowed-headers><header>*</header></allowed-headers></cors>',
    },
    call: { headers: { Origin: 'https://b.example' } },
    expected: { status: 200, body: '', backEnd: 'not called' },
  },
  {
    name: 'rate-limit counts per subscription in a sliding window',
    settings: { subscriptionRequired: true },
    subscriptions,
    api: {
      inbound:
        '<rate-limit calls="2" renewal-period="60" remaining-calls-header-name="X-Left" total-calls-header-name="X-Total" />',
    },
    calls: [
      { call: as('key-one'), expected: { status: 200, headers: { 'x-left': '1', 'x-total': '2' } } },
      { call: as('key-one'), afterSeconds: 20, expected: { status: 200, headers: { 'x-left': '0' } } },
      {
        call: as('key-one'),
        afterSeconds: 10,
        expected: {
          status: 429,
          body: { statusCode: 429, message: 'Rate limit is exceeded. Try again in 30 seconds.' },
          headers: { 'retry-after': '30' },
          backEnd: 'not called',
          lastError: { source: 'rate-limit', reason: 'RateLimitExceeded' },
        },
      },
      { call: as('key-two'), expected: { status: 200 } },
      { call: as('key-one'), afterSeconds: 31, expected: { status: 200 } },
    ],
  },
  {
    name: 'rate-limit-by-key counts per key',
    api: { inbound: '<rate-limit-by-key calls="1" renewal-period="10" counter-key="everybody" />' },
    calls: [
      { expected: { status: 200 } },
      { expected: { status: 429 } },
      { afterSeconds: 11, expected: { status: 200 } },
    ],
  },
  {
    name: 'limit-concurrency runs what is inside while there is room',
    api: {
      inbound:
        '<limit-concurrency key="a" max-count="1"><set-header name="X-A"><value>in</value></set-header></limit-concurrency>',
    },
    calls: [{ expected: { backEnd: { headers: { 'x-a': 'in' } } } }, { expected: { status: 200 } }],
  },
]
