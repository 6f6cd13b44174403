import { expect, test } from 'vitest'
import { serviceTrace } from './service-trace.ts'
import { createTraces } from './traces.ts'
import { tryPolicy } from './try-policy.ts'

test('a trace in the shape of the management API', async () => {
  const traces = createTraces(1)
  const { exchange } = await tryPolicy({ policy: '<set-variable name="v" value="1" />' })
  traces.add(exchange)
  const [trace] = traces.list()
  if (!trace) throw new Error('no trace')
  expect(
    serviceTrace({ ...trace, entries: trace.entries.map((entry) => ({ ...entry, at: 61_234.5 })) }, 'contoso'),
  ).toEqual({
    serviceName: 'contoso',
    traceId: '00000000-0000-4000-8000-000000000000',
    traceEntries: {
      inbound: [
        {
          source: 'set-variable',
          timestamp: '2026-01-01T12:01:01.234Z',
          elapsed: '00:01:01.2345000',
          data: {
            configuration: { scope: 'global', document: 'global', line: 1, column: 20 },
            changes: [{ what: 'variable v', after: '1' }],
          },
        },
      ],
      backend: [],
      outbound: [],
      'on-error': [],
    },
  })
})
