import { expect, test } from 'vitest'
import { bodyText, tryPolicy } from '../try-policy.ts'

test.each([
  { from: 'a', to: '$&', body: 'banana', after: 'b$&n$&n$&' },
  { from: 'x', to: 'y', body: 'banana', after: 'banana' },
])('$from by $to in $body', async ({ from, to, body, after }) => {
  const { exchange } = await tryPolicy({
    policy: `<find-and-replace from="${from}" to="${to.replace('&', '&amp;')}" />`,
    section: 'outbound',
    response: { body },
  })
  expect(bodyText(exchange.response)).toBe(after)
})
