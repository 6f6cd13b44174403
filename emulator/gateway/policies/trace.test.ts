import { expect, test } from 'vitest'
import { tryPolicy } from '../try-policy.ts'

test('its message is in the trace', async () => {
  const { exchange } = await tryPolicy({
    policy: '<trace source="mine" severity="error"><message>seen</message><metadata name="a" value="1" /></trace>',
  })
  expect(exchange.trace.entries[0]?.messages).toEqual(['mine: seen a=1'])
})
