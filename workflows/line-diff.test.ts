import { expect, test } from 'vitest'
import { diffLines, unifiedDiff } from './line-diff.ts'

test.each([
  ['a\nb\nc', 'a\nx\nc', '  a\n- b\n+ x\n  c'],
  ['a', 'a', ''],
  ['', 'a', '- \n+ a'],
  ['a\nb', 'b', '- a\n  b'],
  ['  a\r\n  b', 'a\nb', ''],
  ['1\n2\n3\n4\n5\n6\n7\n8\n9', '1\n2\n3\n4\nX\n6\n7\n8\n9', '  2\n  3\n  4\n- 5\n+ X\n  6\n  7\n  8'],
  [
    'x\n1\n2\n3\n4\n5\n6\n7\n8\ny',
    'X\n1\n2\n3\n4\n5\n6\n7\n8\nY',
    '- x\n+ X\n  1\n  2\n  3\n…\n  6\n  7\n  8\n- y\n+ Y',
  ],
])('%j and %j', (a, b, expected) => expect(unifiedDiff(a, b)).toBe(expected))

test('both sides can be told from the lines', () => {
  const a = 'a\nb\nc\nd\ne'
  const b = 'b\nx\nd\ny\ne\nz'
  const lines = diffLines(a, b)
  expect(
    lines
      .filter(({ kind }) => kind !== 'added')
      .map(({ text }) => text)
      .join('\n'),
  ).toBe(a)
  expect(
    lines
      .filter(({ kind }) => kind !== 'removed')
      .map(({ text }) => text)
      .join('\n'),
  ).toBe(b)
})

test('a middle too large to compare is replaced as a whole', () => {
  const many = (mark: string): string => Array.from({ length: 2500 }, (_, index) => `${mark}${index}`).join('\n')
  const lines = diffLines(`same\n${many('a')}`, `same\n${many('b')}`)
  expect(lines.filter(({ kind }) => kind === 'removed')).toHaveLength(2500)
  expect(lines[0]).toEqual({ kind: 'same', text: 'same' })
})
