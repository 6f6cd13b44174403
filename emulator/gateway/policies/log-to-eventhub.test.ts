import { expect, test } from 'vitest'
import { tryPolicy } from '../try-policy.ts'

test('the message is in the trace', async () => {
  const { exchange } = await tryPolicy({
    policy:
      '<log-to-eventhub logger-id="audit" partition-id="0">@("called " + context.Request.Method)</log-to-eventhub>',
  })
  expect(exchange.trace.entries[0]?.messages).toEqual(['To the event hub of the logger audit, partition 0: called GET'])
})

test('a message that the service would cut says so', async () => {
  const { exchange } = await tryPolicy({
    policy: '<log-to-eventhub logger-id="audit">@(new string(\'x\', 204801))</log-to-eventhub>',
  })
  expect(exchange.trace.entries[0]?.messages?.[0]).toContain('(204801 bytes: the service cuts it to 204800)')
})
