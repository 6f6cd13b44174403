import { expect, test } from 'vitest'
import { wrapped } from './wrapped.ts'

test.each([
  ['', ['']],
  ['short', ['short']],
  ['one two three', ['one two', 'three']],
  ['a word-that-is-longer than that', ['a', 'word-that-is-longer', 'than that']],
])('%s', (line, rows) => {
  expect(wrapped(line, 9)).toEqual(rows)
})
