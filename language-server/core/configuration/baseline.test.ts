import { expect, it } from 'vitest'
import { baselineIn, knownByPath, knownKey } from './baseline.ts'

const finding = { path: 'a.xml', rule: 'missing-base', fingerprint: 'f', count: 1 }

it.each<[string, unknown]>([
  ['{', 'is no JSON'],
  ['[]', 'is no baseline'],
  ['{"version":1,"findings":[{"path":"a"}]}', 'is no baseline'],
  ['{"version":2,"findings":[]}', 'is of version 2, and only 1 is known'],
  [JSON.stringify({ version: 1, findings: [finding] }), [finding]],
])('reads %s', (text, expected) => {
  expect(baselineIn(text)).toEqual(expected)
})

it('counts what is alike, by document', () => {
  const found = knownByPath([finding, { ...finding, count: 2 }, { ...finding, path: 'b.xml' }])
  expect([...found].map(([path, known]) => [path, known.get(knownKey(finding))])).toEqual([
    ['a.xml', 3],
    ['b.xml', 1],
  ])
})
