import { expect, test } from 'vitest'
import { createValueCache } from './value-cache.ts'

test('a value is kept as long as it was said, and a new one takes its place', () => {
  let now = 0
  const cache = createValueCache(() => now, 10)
  cache.set('a', 1, 10)
  now = 9_999
  expect(cache.get('a')).toBe(1)
  cache.set('a', 2, 10)
  now = 19_998
  expect(cache.get('a')).toBe(2)
  now = 19_999
  expect(cache.get('a')).toBeUndefined()
})

test.each([0, -1])('%i seconds keep nothing, and what was there is gone', (seconds) => {
  const cache = createValueCache(() => 0, 10)
  cache.set('a', 1, 10)
  cache.set('a', 2, seconds)
  expect(cache.get('a')).toBeUndefined()
})

test('the oldest entry makes room', () => {
  const cache = createValueCache(() => 0, 10)
  for (let at = 0; at <= 10; at++) cache.set(`key ${at}`, at, 10)
  expect(cache.get('key 0')).toBeUndefined()
  expect(cache.get('key 1')).toBe(1)
})
