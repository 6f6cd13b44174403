import { expect, test } from 'vitest'
import { indexWithin, TextBudget } from './scan-budget.ts'

test('a fresh budget lets a look go to the end of the text', () => {
  expect(new TextBudget(10_000).limit(5)).toBe(10_000)
})

test('fruitless looks are limited to a few times the text in all', () => {
  const length = 100_000
  const budget = new TextBudget(length)
  let read = 0
  for (let from = 0; from < length; from += 10) {
    const limit = budget.limit(from)
    budget.charge(from, limit)
    read += limit - from
  }
  // 10 000 looks: the budget, plus a short look each.
  expect(read).toBeLessThan(5 * length + 10_000 * 256)
})

test('indexWithin reads no further than its limit', () => {
  expect(indexWithin('abcabc', 'c', 3, 6)).toBe(5)
  expect(indexWithin('abcabc', 'c', 3, 5)).toBe(-1)
  expect(indexWithin('abcabc', 'bc', 0, 2)).toBe(-1)
  expect(indexWithin('abcabc', 'bc', 1, 3)).toBe(1)
})
