import { expect, test } from 'vitest'
import { policyTrial } from '../try-policy.ts'

const policy = (attributes: string) => `<quota-by-key renewal-period="3600" counter-key="k" ${attributes} />`

test('the call behind the last one is refused until the hour is over', async () => {
  let now = Date.UTC(2026, 0, 1, 12, 59, 0)
  const run = policyTrial({ policy: policy('calls="1"'), ports: { now: () => now } })
  expect((await run()).outcome).toBe('goes on')
  await expect(run()).rejects.toMatchObject({
    details: {
      reason: 'QuotaExceeded',
      status: 403,
      message: 'Out of call volume quota. Quota will be replenished in 00:01:00.',
      headers: ['Retry-After', '60'],
    },
  })
  now += 60_000
  expect((await run()).outcome).toBe('goes on')
})

test('a period of 0 seconds never ends, and nothing says when to come back', async () => {
  const run = policyTrial({ policy: '<quota-by-key renewal-period="0" counter-key="k" calls="1" />' })
  await run()
  await expect(run()).rejects.toMatchObject({ details: { message: 'Out of call volume quota.' } })
})

test('bandwidth counts both bodies', async () => {
  const run = policyTrial({
    policy: policy('bandwidth="1"'),
    headers: ['Content-Length', '1000'],
    body: 'x'.repeat(1000),
  })
  await (await run()).exchange.finish()
  expect((await run()).outcome).toBe('goes on')
  await (await run()).exchange.finish()
  await expect(run()).rejects.toMatchObject({ details: { message: /^Out of bandwidth quota\./ } })
})

test('an expression may ask for the response', async () => {
  const run = policyTrial({ policy: policy('calls="1" increment-condition="@(context.Response.StatusCode == 200)"') })
  const first = (await run()).exchange
  first.respond({ status: 500, reason: '', headers: first.request.headers, body: undefined })
  await first.finish()
  const second = (await run()).exchange
  second.respond({ status: 200, reason: '', headers: second.request.headers, body: undefined })
  await second.finish()
  await expect(run()).rejects.toMatchObject({ details: { status: 403 } })
})

test('a start that is no date does not run', async () => {
  await expect(policyTrial({ policy: policy('calls="1" first-period-start="soon"') })()).rejects.toThrow(
    '"first-period-start"',
  )
})
