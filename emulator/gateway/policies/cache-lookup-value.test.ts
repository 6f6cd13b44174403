import { expect, test } from 'vitest'
import { policyTrial, tryPolicy } from '../try-policy.ts'

test('a miss without a default sets nothing', async () => {
  const { exchange } = await tryPolicy({ policy: '<cache-lookup-value key="k" variable-name="v" />' })
  expect(exchange.variables.has('v')).toBe(false)
  expect(exchange.trace.entries[0]?.messages).toEqual(['The cache has no value for the key "k".'])
})

test('a miss takes the default, as the type that it has', async () => {
  const { exchange } = await tryPolicy({
    policy: '<cache-lookup-value key="k" variable-name="v" default-value="@(true)" />',
  })
  expect(exchange.variables.get('v')).toBe(true)
})

test('without a variable it does not run', async () => {
  await expect(policyTrial({ policy: '<cache-lookup-value key="k" />' })()).rejects.toThrow('"variable-name"')
})
