import { expect, test } from 'vitest'
import { policyTrial } from '../try-policy.ts'

test('the call after the last one is refused and told when to come back', async () => {
  const run = policyTrial({
    policy:
      '<rate-limit calls="1" renewal-period="90" retry-after-variable-name="wait" remaining-calls-variable-name="left" />',
  })
  expect((await run()).exchange.variables.get('left')).toBe(0)
  await expect(run()).rejects.toMatchObject({
    details: { reason: 'RateLimitExceeded', status: 429, headers: ['Retry-After', '90'] },
  })
})

test.each(['calls="0" renewal-period="1"', 'calls="1"'])('%s does not run', async (attributes) => {
  await expect(policyTrial({ policy: `<rate-limit ${attributes} />` })()).rejects.toThrow(
    'is not a whole number above 0',
  )
})
