import { expect, test } from 'vitest'
import { policyTrial, tryPolicy } from '../try-policy.ts'

test('a call without a subscription does not count', async () => {
  const { exchange, outcome } = await tryPolicy({ policy: '<quota calls="0" renewal-period="300" />' })
  expect(outcome).toBe('goes on')
  expect(exchange.trace.entries[0]?.messages).toEqual(['The call has no subscription, so the quota does not count it.'])
})

test.each([
  { attributes: 'renewal-period="300"', message: '<quota> needs "calls" or "bandwidth"' },
  { attributes: 'calls="1"', message: '"renewal-period" of <quota> is not a whole number of at least 0' },
  { attributes: 'calls="-1" renewal-period="1"', message: '"calls" of <quota> is not a whole number of at least 0' },
])('$attributes does not run', async ({ attributes, message }) => {
  await expect(policyTrial({ policy: `<quota ${attributes} />` })()).rejects.toThrow(message)
})
