import { expect, test } from 'vitest'
import { contains, span, touches } from './span.ts'

test('a cursor touches both edges of a span', () => {
  expect([1, 2, 3, 4, 5].map((offset) => touches(span(2, 4), offset))).toEqual([false, true, true, true, false])
})

test('a span contains itself and what is within', () => {
  const outer = span(2, 6)
  expect(contains(outer, outer)).toBe(true)
  expect(contains(outer, span(3, 3))).toBe(true)
  expect(contains(outer, span(1, 3))).toBe(false)
  expect(contains(outer, span(5, 7))).toBe(false)
})
