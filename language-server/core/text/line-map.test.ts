import { describe, expect, test } from 'vitest'
import { createLineMap } from './line-map.ts'

describe('line map', () => {
  const text = 'ab\ncd\r\n\rе😀f'
  const map = createLineMap(text)

  test('line ends are \\n, \\r\\n and a lone \\r', () => {
    expect(map.lineCount).toBe(4)
    expect([0, 1, 2, 3].map((line) => map.lineStart(line))).toEqual([0, 3, 7, 8])
  })

  test.each([
    [0, 0, 0],
    [2, 0, 2],
    [3, 1, 0],
    [5, 1, 2],
    [7, 2, 0],
    [8, 3, 0],
    [11, 3, 3],
    [12, 3, 4],
  ])('offset %i is line %i, character %i', (offset, line, character) => {
    expect(map.positionAt(offset)).toEqual({ line, character })
    expect(map.offsetAt({ line, character })).toBe(offset)
  })

  test('places outside the text are moved in', () => {
    expect(map.positionAt(-5)).toEqual({ line: 0, character: 0 })
    expect(map.positionAt(99)).toEqual({ line: 3, character: 4 })
    expect(map.offsetAt({ line: 99, character: 0 })).toBe(text.length)
    expect(map.offsetAt({ line: 0, character: 99 })).toBe(3)
    expect(map.lineStart(-1)).toBe(0)
    expect(map.lineStart(99)).toBe(8)
  })

  test('every offset of a text comes back', () => {
    for (let offset = 0; offset <= text.length; offset++) expect(map.offsetAt(map.positionAt(offset))).toBe(offset)
  })

  test('an empty text has one line', () => {
    expect(createLineMap('').lineCount).toBe(1)
    expect(createLineMap('').positionAt(0)).toEqual({ line: 0, character: 0 })
  })
})
