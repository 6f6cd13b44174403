import { expect, it } from 'vitest'
import { analyse } from '../model/analysis.ts'
import { compareVersions } from './carry-over.ts'
import type { Finding } from './finding.ts'

const finding = (text: string, word: string): Finding => {
  const start = text.indexOf(word)
  return { rule: 'r', severity: 'error', message: word, span: { start, end: start + word.length } }
}

it.each([
  ['one two three', 'one two three', 'two', 'two'],
  ['one two three', 'one, two three', 'two', 'two'],
  ['one two three', 'one two, or three', 'one', 'one'],
  ['one two three', 'ne two three', 'three', 'three'],
  ['one two three', 'one t three', 'two', undefined],
  ['one two three', 'one twoo three', 'two', undefined],
  ['one two three', '', 'two', undefined],
])('%j → %j: %s stands at %s', (before, after, word, now) => {
  const { carry } = compareVersions(analyse(before), analyse(after))
  const carried = carry({ finding: finding(before, word), owner: undefined }, 'text')?.finding
  expect(carried && after.slice(carried.span.start, carried.span.end)).toBe(now)
})

const inside = (content: string): string => `<policies><inbound>${content}</inbound></policies>`

// An element that is put before another one has its '<' in common with it.
it.each([
  ['a value', '<a x="1" /><b><c /></b>', '<a x="12" /><b><c /></b>', 'policies inbound a'],
  ['text', '<a>1</a><b><c /></b>', '<a>12</a><b><c /></b>', 'policies inbound a'],
  ['a new element', '<a /><b />', '<a /><n /><b />', 'policies inbound n b'],
  ['an element that is gone', '<a /><n /><b />', '<a /><b />', 'policies inbound b'],
  ['a name, and what stands in it', '<a><c /></a><b />', '<ax><c /></ax><b />', 'policies inbound ax c'],
  ['an element that is moved into another', '<a /><b />', '<a ><b />', 'policies inbound a b'],
  ['nothing', '<a /><b />', '<a /><b />', ''],
])('%s: the elements that changed', (_, before, after, changed) => {
  const compared = compareVersions(analyse(inside(before)), analyse(inside(after)))
  expect(compared.changed.map(({ name }) => name).join(' ')).toBe(changed)
})

it('carries over what was found at an element that is the same, and of no other', () => {
  const [before, after] = [inside('<a /><b x="1" /><c />'), inside('<a /><b x="12" /><c />')]
  const earlier = analyse(before)
  const { carry } = compareVersions(earlier, analyse(after))
  const stays = earlier.meanings.flatMap((owner) => {
    const carried = carry({ finding: finding(before, `<${owner.name}`), owner }, 'element')?.finding.span
    return carried ? [after.slice(carried.start, carried.end)] : []
  })
  expect(stays).toEqual(['<a', '<c'])
})
