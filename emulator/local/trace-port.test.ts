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
  entries: [
    {
      policy: 'set-header',
      section: 'inbound',
      scope: 'api',
      document: 'API orders',
      line: 4,
      column: 6,
      path: 'set-header[1]',
      at: 61_001.5,
      elapsedMs: 1,
      changes: [],
      messages: ['Header set.'],
    },
  ],
  messages: [],
}

test('is told in the shape of the service, section by section', () => {
  const { port, serve } = createTracePort('instance')
  expect([port.list(), port.find('one')]).toEqual([[], undefined])
  serve({
    list: () => [trace],
    get: (id) => (id === 'one' ? trace : undefined),
    clear: () => {},
    onTrace: () => () => {},
  } satisfies Traces)
  expect(port.find('two')).toBeUndefined()
  expect(port.find('one')).toEqual({
    serviceName: 'instance',
    traceId: 'one',
    traceEntries: {
      inbound: [
        {
          source: 'set-header',
          timestamp: '2026-01-01T00:01:01.001Z',
          elapsed: '00:01:01.0015000',
          data: { message: 'Header set.', changes: [], scope: 'api', document: 'API orders', line: 4, column: 6 },
        },
      ],
      backend: [],
      outbound: [],
      'on-error': [],
    },
  })
  expect(port.createCredential('/apis/orders', 60)).toMatch(/^aid=orders&/)
})
