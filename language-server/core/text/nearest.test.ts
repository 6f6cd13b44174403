import { describe, expect, test } from 'vitest'
import { distance, nearest } from './nearest.ts'

describe('distance', () => {
  test.each([
    ['', '', 0],
    ['', 'abc', 3],
    ['abc', 'abc', 0],
    ['abc', 'abd', 1],
    ['abc', 'acb', 1],
    ['abc', 'ab', 1],
    ['kitten', 'sitting', 3],
  ])('%s and %s: %i', (a, b, expected) => {
    expect(distance(a, b)).toBe(expected)
    expect(distance(b, a)).toBe(expected)
  })
})

describe('nearest', () => {
  const names = ['set-header', 'set-body', 'set-method', 'base', 'cors']

  test.each([
    ['set-haeder', 'set-header'],
    ['SetHeader', 'set-header'],
    ['setbody', 'set-body'],
    ['bse', 'base'],
    ['xyzzy', undefined],
    ['c', undefined],
    ['', undefined],
  ])('%s: %s', (name, expected) => {
    expect(nearest(name, names)).toBe(expected)
  })
})
