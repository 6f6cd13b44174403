import { expect, test } from 'vitest'
import { type BackEndFacts, backEndAddresses } from './back-end-address.ts'

const policy = (inbound: string): string => `<policies>\n<inbound>\n${inbound}\n</inbound>\n</policies>`
const facts = (
  change: Partial<BackEndFacts> & { readonly api?: string; readonly operation?: string },
): BackEndFacts => ({
  documents: [
    ...(change.operation === undefined
      ? []
      : [{ ref: { kind: 'operation', api: 'orders', operation: 'list' } as const, text: policy(change.operation) }]),
    ...(change.api === undefined ? [] : [{ ref: { kind: 'api', api: 'orders' } as const, text: policy(change.api) }]),
  ],
  serviceUrl: { url: 'https://service.example/v1', api: 'Orders' },
  backEnds: [
    { id: 'shop', url: 'https://shop.example', protocol: 'http' },
    { id: 'pool', url: '', protocol: 'http' },
  ],
  namedValues: new Map([
    ['which', 'shop'],
    ['host', 'https://named.example'],
  ]),
  ...change,
})
const base = '<base />'

test.each([
  ['the service URL', { api: base }, ['https://service.example/v1']],
  ['a back-end entity', { api: `${base}<set-backend-service backend-id="shop" />` }, ['https://shop.example']],
  ['an entity by a named value', { api: `<set-backend-service backend-id="{{which}}" />` }, ['https://shop.example']],
  ['a base URL by a named value', { api: `<set-backend-service base-url="{{host}}" />` }, ['https://named.example']],
  [
    'the narrower scope',
    {
      operation: `${base}<set-backend-service base-url="https://narrow.example" />`,
      api: `${base}<set-backend-service backend-id="shop" />`,
    },
    ['https://narrow.example'],
  ],
  [
    'the last one of a document',
    { api: '<set-backend-service backend-id="shop" /><set-backend-service base-url="https://last.example" />' },
    ['https://last.example'],
  ],
  [
    'a branch behind the usual one',
    { api: `${base}<choose><when condition="@(true)"><set-backend-service backend-id="shop" /></when></choose>` },
    ['https://service.example/v1', 'https://shop.example'],
  ],
  [
    'a text in an expression',
    { api: `<set-backend-service base-url='@("https://said.example/" + "v2")' />` },
    ['https://said.example/'],
  ],
  [
    'a variable',
    {
      api: `<set-variable name="u" value="{{host}}" /><set-backend-service base-url='@((string)context.Variables["u"])' />`,
    },
    ['https://named.example'],
  ],
  [
    'a choice of an expression behind the usual one',
    { api: `<set-backend-service base-url='@(a ? "https://a.example" : "https://b.example")' />` },
    ['https://service.example/v1', 'https://a.example', 'https://b.example'],
  ],
  ['nothing', { api: base, serviceUrl: undefined }, []],
] as const)('%s', (_what, change, urls) => {
  expect(backEndAddresses(facts(change)).addresses.map(({ url }) => url)).toEqual(urls)
})

test('the source is told, and the same address once', () => {
  const { addresses } = backEndAddresses(
    facts({
      api: '<choose><when condition="@(true)"><set-backend-service base-url="https://service.example/v1/" /></when></choose>',
    }),
  )
  expect(addresses).toEqual([{ url: 'https://service.example/v1', source: 'the service URL of Orders' }])
})

test.each([
  [
    'an expression',
    '<set-backend-service base-url="@(context.Variables.GetValueOrDefault(&quot;u&quot;, &quot;&quot;))" />',
    /line 3 cannot be read/,
  ],
  ['a pool', '<set-backend-service backend-id="pool" />', /pool has no address/],
  ['an unknown entity', '<set-backend-service backend-id="nobody" />', /cannot be read/],
])('%s is told', (_what, api, note) => {
  expect(backEndAddresses(facts({ api })).notes.join()).toMatch(note)
})
