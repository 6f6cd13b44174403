import { expect, test } from 'vitest'
import { policyTrial } from '../try-policy.ts'

const lookUp = '<cache-lookup-value key="k" variable-name="v" default-value="none" />'

test('a value comes back in the next request until its time is over', async () => {
  let now = 0
  const run = policyTrial({
    policy: `${lookUp}<cache-store-value key="k" value="@(context.Timestamp.Year)" duration="10" />`,
    ports: { now: () => now },
  })
  expect((await run()).exchange.variables.get('v')).toBe('none')
  now = 9_000
  const kept = (await run()).exchange.variables.get('v')
  expect(String(kept)).toBe('1970')
  now = 19_000
  expect((await run()).exchange.variables.get('v')).toBe('none')
})

test('null takes away what was there', async () => {
  const run = policyTrial({
    policy: `<cache-store-value key="k" value="a" duration="10" /><cache-store-value key="k" value="@((string)null)" duration="10" />${lookUp}`,
  })
  expect((await run()).exchange.variables.get('v')).toBe('none')
})
