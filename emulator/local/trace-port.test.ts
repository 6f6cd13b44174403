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
