import { expect, test } from 'vitest'
import { policyTrial } from '../try-policy.ts'

const policy = (attributes: string) =>
  `<rate-limit-by-key calls="2" renewal-period="10" counter-key="k" ${attributes} />`

test('increment-count weighs a call', async () => {
  const run = policyTrial({ policy: policy('increment-count="2"') })
  expect((await run()).outcome).toBe('goes on')
  await expect(run()).rejects.toMatchObject({ details: { status: 429 } })
})

test('a second policy of the same key does not count the request again', async () => {
  const run = policyTrial({ policy: policy('') + policy('') })
  await run()
  expect((await run()).outcome).toBe('goes on')
  await expect(run()).rejects.toMatchObject({ details: { status: 429 } })
})

test('an expression is asked at the end of the request, so the limit shows one call later', async () => {
  const run = policyTrial({ policy: policy('increment-condition="@(context.Request.Method == &quot;GET&quot;)"') })
  for (let call = 1; call <= 3; call++) await (await run()).exchange.finish()
  await expect(run()).rejects.toMatchObject({ details: { status: 429 } })
})

test('what it does not hold for is not counted', async () => {
  const run = policyTrial({ policy: policy('increment-condition="@(context.Request.Method == &quot;PUT&quot;)"') })
  for (let call = 1; call <= 5; call++) await (await run()).exchange.finish()
  expect((await run()).outcome).toBe('goes on')
})
