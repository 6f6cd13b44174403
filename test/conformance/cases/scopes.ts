import type { Case } from '../case.ts'

const header = (name: string, value: string) => `<set-header name="${name}"><value>${value}</value></set-header>`
const append = (value: string) =>
  `<set-header name="X-Order" exists-action="append"><value>${value}</value></set-header>`

export const scopeCases: readonly Case[] = [
  {
    name: 'policies run from the widest scope to the narrowest',
    global: { inbound: append('global'), backend: '<forward-request />' },
    product: { inbound: append('product') },
    api: { inbound: append('api') },
    operation: { inbound: append('operation') },
    expected: {
      backEnd: { headers: { 'x-order': 'global,product,api,operation' } },
      ran: [
        'set-header@global:4',
        'set-header@product starter:4',
        'set-header@api orders:4',
        'set-header@operation orders/get:4',
        'forward-request@global:8',
      ],
    },
  },
  {
    name: 'base stands where the wider scope runs',
    global: { inbound: append('global'), backend: '<forward-request />' },
    api: `<policies><inbound>${append('before')}<base />${append('after')}</inbound><backend><base /></backend></policies>`,
    expected: { backEnd: { headers: { 'x-order': 'before,global,after' } } },
  },
  {
    name: 'without base the wider scopes do not run',
    global: { inbound: append('global'), backend: '<forward-request />' },
    api: `<policies><inbound>${append('api')}</inbound><backend><base /></backend></policies>`,
    expected: { backEnd: { headers: { 'x-order': 'api' } } },
  },
  {
    name: 'an empty backend section forwards nothing, and outbound follows',
    api: `<policies><inbound><base /></inbound><backend /><outbound><base />${header('X-Out', '1')}</outbound></policies>`,
    expected: { status: 200, body: '', headers: { 'x-out': '1' }, backEnd: 'not called' },
  },
  {
    name: 'a document without a backend section forwards nothing',
    api: '<policies><inbound><base /></inbound></policies>',
    expected: { status: 200, body: '', backEnd: 'not called' },
  },
  {
    name: 'an instance without a global policy forwards',
    expected: { backEnd: { path: '/v1/1' } },
  },
  {
    name: 'a fragment runs where it is included',
    api: { inbound: `${append('before')}<include-fragment fragment-id="mark" />${append('after')}` },
    fragments: { mark: `<fragment>\n${append('one')}${append('two')}\n</fragment>` },
    expected: {
      backEnd: { headers: { 'x-order': 'before,one,two,after' } },
      ran: [
        'set-header@api orders:4',
        'set-header@fragment mark:2',
        'set-header@fragment mark:2',
        'set-header@api orders:4',
        'forward-request@global:1',
      ],
    },
  },
  {
    name: 'a fragment that does not exist answers 500 and names it',
    api: { inbound: '<include-fragment fragment-id="gone" />' },
    expected: { status: 500, body: /there is no fragment \\"gone\\"/, backEnd: 'not called' },
  },
  {
    name: 'a named value is put in wherever it stands',
    namedValues: { name: 'Route', value: 'north', 'tenant.id': 't1' },
    api: { inbound: '<set-header name="X-{{name}}"><value>{{value}}/{{ tenant.id }}</value></set-header>' },
    expected: { backEnd: { headers: { 'x-route': 'north/t1' } } },
  },
  {
    name: 'the value of a named value is not searched for named values',
    namedValues: { outer: '{{inner}}', inner: 'no' },
    api: { inbound: header('X-Value', '{{outer}}') },
    expected: { backEnd: { headers: { 'x-value': '{{inner}}' } } },
  },
  {
    name: 'a named value that does not exist answers 500 and names it',
    api: { inbound: header('X-Value', '{{nowhere}}') },
    expected: { status: 500, body: /named value with the display name \\"nowhere\\"/, backEnd: 'not called' },
  },
  {
    name: 'a policy that the gateway does not run is named, never skipped',
    api: { inbound: '<invoke-dapr-binding name="b" />' },
    expected: {
      status: 500,
      body: {
        statusCode: 500,
        message:
          'The policy "invoke-dapr-binding" cannot run: the local gateway does not run this policy yet (api orders, line 4, column 1).',
      },
      backEnd: 'not called',
      lastError: { source: 'invoke-dapr-binding', reason: 'PolicyNotRunnable' },
    },
  },
  {
    name: 'a policy that the gateway does not run harms nobody as long as no request reaches it',
    api: { inbound: '<choose><when condition="false"><invoke-dapr-binding name="b" /></when></choose>' },
    expected: { status: 200 },
  },
  {
    name: 'a broken document answers 500 and says what is broken',
    api: '<policies><inbound><base /></inbound>',
    expected: { status: 500, body: /api orders/, backEnd: 'not called' },
  },
]
