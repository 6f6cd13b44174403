import { expect, test } from 'vitest'
import { lastIndexWhere } from './last-index.ts'

test.each([
  [[], 5, -1],
  [[6], 5, -1],
  [[5], 5, 0],
  [[1, 3, 5, 7], 0, -1],
  [[1, 3, 5, 7], 1, 0],
  [[1, 3, 5, 7], 4, 1],
  [[1, 3, 3, 3], 3, 3],
  [[1, 3, 5, 7], 9, 3],
])('the last of %j that is at most %i', (ascending, wanted, index) => {
  expect(lastIndexWhere(ascending.length, (at) => (ascending[at] ?? 0) <= wanted)).toBe(index)
})
