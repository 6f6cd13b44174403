import { expect, test } from 'vitest'
import type { RequestTrace, Traces } from '../gateway/traces.ts'
import { createTracePort } from './trace-port.ts'

const trace: RequestTrace = {
  id: 'one',
  time: '2026-01-01T00:00:00.000Z',
  method: 'GET',
  url: '/orders',
  status: 200,
  elapsedMs: 12,
  entries: [],
  messages: [],
}
const traces: Traces = {
  list: () => [trace],
  get: (id) => (id === 'one' ? trace : undefined),
  clear: () => {},
  onTrace: () => () => {},
}

test('tells the traces of a gateway that started later', () => {
  const { port, serve } = createTracePort('instance')
  expect([port.list(), port.find('one')]).toEqual([[], undefined])
  serve(traces)
  expect([port.list(), port.find('two')]).toEqual([[trace], undefined])
  expect(port.find('one')).toMatchObject({ serviceName: 'instance', traceId: 'one', traceEntries: { inbound: [] } })
})

test('gives credentials that look like those of the service', () => {
  expect(createTracePort('instance').port.createCredential('/apis/orders', 60)).toMatch(/^aid=orders&/)
})

test.each<[string, string, number, string]>([
  ['for its API', 'orders', 0, 'accepted'],
  ['for another API', 'stock', 0, 'wrong-api'],
  ['for a request that no API matches', '', 0, 'wrong-api'],
  ['after its hour', 'orders', 3_600_000, 'expired'],
])('a credential %s', (_name, api, later, judged) => {
  let time = 1000
  const { port, judge } = createTracePort('instance', () => time)
  const token = port.createCredential('/service/instance/apis/Orders;rev=2', 3600)
  time += later
  expect(judge(token, api)).toBe(judged)
})

test('a value that the instance never gave asks for nothing', () => {
  expect(createTracePort('instance').judge('aid=orders&p=tracing&s=made-up', 'orders')).toBe('unknown')
})

test('only so many credentials are remembered', () => {
  const { port, judge } = createTracePort('instance')
  const first = port.createCredential('/apis/orders', 60)
  for (let count = 0; count < 1000; count++) port.createCredential('/apis/orders', 60)
  expect(judge(first, 'orders')).toBe('unknown')
})
