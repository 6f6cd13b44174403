import { expect, test } from 'vitest'
import { createQuotas } from './quotas.ts'

test('a period begins with the first call and is followed by the next one', () => {
  let now = 5_000
  const quotas = createQuotas(() => now)
  const period = { length: 300_000 }
  quotas.add('k', period, { calls: 2, bytes: 10 })
  now = 304_000
  expect(quotas.used('k', period)).toEqual({ calls: 2, bytes: 10, renewsIn: 1 })
  now = 305_000
  expect(quotas.used('k', period)).toEqual({ calls: 0, bytes: 0, renewsIn: 300 })
  expect(quotas.used('other', period).renewsIn).toBe(300)
})

test('a period may be counted from a date', () => {
  const quotas = createQuotas(() => 1_000_000)
  expect(quotas.used('k', { length: 300_000, start: 50_000 }).renewsIn).toBe(250)
  expect(quotas.used('k', { length: 300_000, start: -62_135_596_800_000 }).renewsIn).toBe(200)
})

test('one of no length never ends', () => {
  let now = 0
  const quotas = createQuotas(() => now)
  quotas.add('k', { length: 0 }, { calls: 1 })
  now = 1e15
  expect(quotas.used('k', { length: 0 })).toEqual({ calls: 1, bytes: 0, renewsIn: undefined })
})
