import { describe, expect, test } from 'vitest'
import { applyEdits, type Edit, inverseOf } from './edit.ts'

const edit = (start: number, end: number, newText: string): Edit => ({ span: { start, end }, newText })

describe('applying edits', () => {
  test.each<[string, Edit[], string]>([
    ['none', [], 'abcdef'],
    ['a replacement', [edit(1, 3, 'X')], 'aXdef'],
    ['out of order', [edit(4, 5, 'Y'), edit(0, 1, '')], 'bcdYf'],
    ['two that touch', [edit(1, 2, 'X'), edit(2, 3, 'Y')], 'aXYdef'],
    ['insertions at one place keep their order', [edit(2, 2, '1'), edit(2, 2, '2')], 'ab12cdef'],
    ['an insertion in front of a replacement', [edit(2, 2, '1'), edit(2, 4, 'X')], 'ab1Xef'],
    ['at the end', [edit(6, 6, '!')], 'abcdef!'],
  ])('%s', (_name, edits, expected) => {
    expect(applyEdits('abcdef', edits)).toBe(expected)
    expect(applyEdits(expected, inverseOf('abcdef', edits))).toBe('abcdef')
  })

  test('edits that overlap are refused', () => {
    expect(() => applyEdits('abcdef', [edit(1, 4, ''), edit(3, 5, '')])).toThrow(
      new RangeError('overlapping edits at offset 3'),
    )
  })
})
