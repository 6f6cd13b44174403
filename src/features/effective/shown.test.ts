import { expect, test } from 'vitest'
import { blocksOf, type Line, originOf, type Shown, textOf } from './shown.ts'

const line = (text: string, document?: string, at = 0): Line =>
  document === undefined ? { text } : { text, origin: { document, label: document, scope: 'api', line: at } }

const shown: Shown = {
  notes: ["The fragment 'a--b' is not known here."],
  lines: [
    line('<policies>'),
    line('  <a>', 'x', 3),
    line('  </a>', 'x', 4),
    line('  <b />', 'y', 7),
    line('</policies>'),
  ],
}

test('notes are comments above the policy', () => {
  expect(textOf(shown)).toBe(
    "<!-- The fragment 'a- -b' is not known here. -->\n<policies>\n  <a>\n  </a>\n  <b />\n</policies>\n",
  )
})

test('a line of the text knows its origin', () => {
  expect([0, 1, 2, 4, 5].map((at) => originOf(shown, at)?.document)).toEqual([
    undefined,
    undefined,
    'x',
    'y',
    undefined,
  ])
})

test('lines of one document are one block', () => {
  expect(blocksOf(shown).map(({ start, end, document, line: first }) => [start, end, document, first])).toEqual([
    [2, 3, 'x', 3],
    [4, 4, 'y', 7],
  ])
})
