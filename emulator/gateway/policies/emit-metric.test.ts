import { expect, test } from 'vitest'
import { policyTrial, tryPolicy } from '../try-policy.ts'

test('the metric is in the trace, with what the service knows of itself', async () => {
  const { exchange } = await tryPolicy({
    policy: `<emit-metric name="orders" value="@(2.5)" namespace="shop">
      <dimension name="Caller" value="@(context.Request.IpAddress)" /><dimension name="Location" /><dimension name="API ID" />
    </emit-metric>`,
  })
  expect(exchange.trace.entries[0]?.messages).toEqual([
    'Metric shop/orders: 2.5 {Caller=192.0.2.1, Location=West Europe, API ID=}',
  ])
})

test('without a name it does not run', async () => {
  await expect(policyTrial({ policy: '<emit-metric />' })()).rejects.toThrow('"name" of <emit-metric> is missing')
})
