import { expect, test } from 'vitest'
import { tryPolicy } from '../try-policy.ts'

test('the value of its key is gone, and no other', async () => {
  const { exchange } = await tryPolicy({
    policy: `<cache-store-value key="a" value="1" duration="10" /><cache-store-value key="b" value="2" duration="10" />
      <cache-remove-value key="a" />
      <cache-lookup-value key="a" variable-name="a" /><cache-lookup-value key="b" variable-name="b" />`,
  })
  expect([...exchange.variables]).toEqual([['b', '2']])
})
