import { expect, test } from 'vitest'
import { createCounters } from './counters.ts'

test('a window slides', () => {
  let now = 0
  const counters = createCounters(() => now)
  const take = () => counters.take('k', { calls: 2, window: 10_000 })
  expect(take()).toEqual({ allowed: true, remaining: 1, retryAfter: 0 })
  now = 4000
  expect(take()).toEqual({ allowed: true, remaining: 0, retryAfter: 0 })
  now = 5000
  expect(take()).toEqual({ allowed: false, remaining: 0, retryAfter: 5 })
  now = 10_000
  expect(take().allowed).toBe(true)
  expect(take().allowed).toBe(false)
  expect(counters.take('other', { calls: 1, window: 10_000 }).allowed).toBe(true)
})

test('a weight of nothing asks without counting', () => {
  const counters = createCounters(() => 0)
  counters.take('k', { calls: 1, window: 1000, weight: 0 })
  expect(counters.take('k', { calls: 1, window: 1000 }).allowed).toBe(true)
})

test('calls that are under way', () => {
  const counters = createCounters(() => 0)
  const leave = counters.enter('k', 1)
  expect(counters.enter('k', 1)).toBeUndefined()
  leave?.()
  leave?.()
  expect(counters.enter('k', 1)).toBeDefined()
  expect(counters.enter('k', 1)).toBeUndefined()
})
