import { expect, it } from 'vitest'
import { compileGlob } from './glob.ts'

const cases: readonly [pattern: string, path: string, matches: boolean][] = [
  ['legacy/*.xml', 'legacy/a.xml', true],
  ['legacy/*.xml', 'legacy/deep/a.xml', false],
  ['legacy/**/*.xml', 'legacy/a.xml', true],
  ['legacy/**/*.xml', 'legacy/deep/er/a.xml', true],
  ['legacy/**', 'legacy/deep/a.xml', true],
  ['*.xml', 'anywhere/at/all.xml', true],
  ['./legacy/*.xml', 'legacy/a.xml', true],
  ['/legacy/*.xml', 'legacy/a.xml', true],
  ['{apis,products}/?.xml', 'products/a.xml', true],
  ['{apis,products}/?.xml', 'tags/a.xml', false],
  ['a.b/(c)+/[d]$.xml', 'a.b/(c)+/[d]$.xml', true],
  ['a.b', 'aXb', false],
  ['open{brace.xml', 'open{brace.xml', true],
  ['policy fragments/*/policy.xml', 'policy fragments/log/policy.xml', true],
]

it.each(cases)('%s on %s', (pattern, path, matches) => {
  expect(compileGlob(pattern)(path)).toBe(matches)
})
