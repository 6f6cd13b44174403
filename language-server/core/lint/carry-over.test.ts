import { expect, it } from 'vitest'
import { carryOver } from './carry-over.ts'

const found = (text: string, word: string) => {
  const start = text.indexOf(word)
  return {
    text,
    findings: [{ rule: 'r', severity: 'error', message: word, span: { start, end: start + word.length } }] as const,
  }
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
  const [finding] = carryOver(found(before, word), after)
  expect(finding && after.slice(finding.span.start, finding.span.end)).toBe(now)
})
