import { expect, test } from 'vitest'
import { createDebugCredentials } from './debug-credentials.ts'

test('a credential is good for its API until it expires', () => {
  let now = 0
  const credentials = createDebugCredentials({ now: () => now, newGuid: () => 'g' })
  const authorization = credentials.create('/subscriptions/s/apis/Orders', 60)
  expect(authorization).toBe('aid=g')
  expect(credentials.judge(authorization, 'orders')).toBe('accepted')
  expect(credentials.judge(authorization, 'other')).toBe('wrong-api')
  expect(credentials.judge('aid=made-up', 'orders')).toBe('expired')
  now = 60_000
  expect(credentials.judge(authorization, 'orders')).toBe('expired')
})
