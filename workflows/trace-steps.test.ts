import { expect, test } from 'vitest'
import type { TraceEntry } from '../azure/apim-port.ts'
import { readPolicyPlan } from './policy-plan.ts'
import { traceSteps } from './trace-steps.ts'

const documents: Readonly<Record<string, string>> = {
  global: '<policies><inbound><cors /></inbound><backend><forward-request /></backend></policies>',
  product: '<policies>\n<inbound>\n<base />\n<rate-limit />\n</inbound><backend><base /></backend></policies>',
  api: '<policies>\n<inbound>\n<base />\n<include-fragment fragment-id="f" />\n<choose><when condition="@(true)">\n<set-header name="a" />\n</when></choose>\n<validate-jwt />\n</inbound>\n<backend><base /></backend></policies>',
  operation:
    '<policies>\n<inbound>\n<base />\n<set-header name="b" />\n</inbound>\n<backend><base /></backend></policies>',
  fragment: '<fragment>\n<set-header name="c" /></fragment>',
}
const instance = {
  getPolicy: async ({ kind }: { readonly kind: string }) => {
    const text = documents[kind]
    return text === undefined ? undefined : { text, etag: '' }
  },
}
const of = { api: 'orders', operation: 'get', product: 'p' }
const entry = (source: string, data: unknown = {}, change: Partial<TraceEntry> = {}): TraceEntry => ({
  section: 'inbound',
  source,
  timestamp: '',
  elapsed: '',
  data,
  ...change,
})

async function steps(entries: readonly TraceEntry[], secrets: readonly string[] = []) {
  return traceSteps(entries, { plan: await readPolicyPlan(instance, of), api: 'orders', operation: 'get', secrets })
}

test('policies are found in the order in which they run, over scopes and fragments', async () => {
  const sources = [
    'api-inspector',
    'cors',
    'rate-limit',
    'set-header',
    'choose',
    'set-header',
    'validate-jwt',
    'set-header',
  ]
  const found = await steps([
    ...sources.map((source) => entry(source)),
    entry('forward-request', {}, { section: 'backend' }),
  ])
  expect(found.map(({ source, policy }) => `${source} ${policy ? `${policy.ref.kind} ${policy.line}` : '-'}`)).toEqual([
    'api-inspector -',
    'cors global 1',
    'rate-limit product 4',
    'set-header fragment 2',
    'choose api 5',
    'set-header api 6',
    'validate-jwt api 8',
    'set-header operation 4',
    'forward-request global 1',
  ])
})

test('what the gateway says of the place wins', async () => {
  const told = (scope: string, document: string) =>
    entry('set-header', { configuration: { scope, document, line: 9, column: 1 } })
  const found = await steps([
    told('api', 'api orders'),
    told('api', 'fragment f'),
    told('global', 'all APIs'),
    told('operation', 'operation get'),
    told('product', 'product p'),
  ])
  expect(found.map(({ policy }) => policy)).toEqual([
    { ref: { kind: 'api', api: 'orders' }, line: 9 },
    { ref: { kind: 'fragment', fragment: 'f' }, line: 9 },
    { ref: { kind: 'global' }, line: 9 },
    { ref: { kind: 'operation', api: 'orders', operation: 'get' }, line: 9 },
    { ref: { kind: 'product', product: 'p' }, line: 9 },
  ])
})

test('times are read, and each step lasts until the next', async () => {
  const found = await steps([
    entry('a', {}, { elapsed: '00:00:00.0005000' }),
    entry('b', {}, { elapsed: '00:01:00.5020000' }),
    entry('c', {}, { elapsed: 'soon' }),
  ])
  expect(found.map(({ at, took }) => [at, took])).toEqual([
    [0.5, 60_501.5],
    [60_502, undefined],
    [undefined, undefined],
  ])
})

test.each<[string, unknown, string]>([
  ['a text', 'said', 'said'],
  ['a message', { message: 'said' }, 'said'],
  ['several', { message: ['one', 'two'] }, 'one two'],
  [
    'changes',
    {
      changes: [
        { what: 'header a', after: '1' },
        { what: 'b', before: '1', after: '2' },
        { what: 'c', before: '1' },
      ],
    },
    'header a = 1; b: 1 → 2; c removed',
  ],
  ['nothing', null, ''],
])('%s becomes a line', async (_name, data, message) => {
  expect((await steps([entry('x', data)]))[0]?.message).toBe(message)
})

test('no secret is left, whatever its shape', async () => {
  const data = {
    request: {
      url: 'https://g/orders?subscription-key=0123456789',
      headers: [
        { name: 'Authorization', value: 'Bearer eyJhbGciOiJub25lIn0.eyJhIjoxfQ.c2ln' },
        { name: 'Ocp-Apim-Subscription-Key', value: '0123456789' },
        { name: 'Accept', value: 'own-secret' },
      ],
    },
    'x-functions-key': 'f',
    message: 'got eyJhbGciOiJub25lIn0.eyJhIjoxfQ.c2ln with own-secret',
  }
  const [step] = await steps([entry('x', data), entry('y', 'own-secret')], ['own-secret'])
  expect(JSON.stringify(step)).not.toMatch(/eyJ|0123456789|own-secret|"f"/)
  expect(step?.data).toMatchObject({ request: { headers: [{ value: 'Bearer •••' }, { value: '•••' }, {}] } })
})
