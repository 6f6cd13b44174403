import { expect, test } from 'vitest'
import { policyTrial } from '../try-policy.ts'

const policy = (attributes: string) =>
  `<rate-limit-by-key calls="2" renewal-period="10" counter-key="k" ${attributes} />`

test('increment-count weighs a call', async () => {
  const run = policyTrial({ policy: policy('increment-count="2"') })
  expect((await run()).outcome).toBe('goes on')
  await expect(run()).rejects.toMatchObject({ details: { status: 429 } })
})

test('counting at the end of outbound says that it does not run', async () => {
  await expect(policyTrial({ policy: policy('increment-condition="@(true)"') })()).rejects.toThrow(
    '"increment-condition"',
  )
})
