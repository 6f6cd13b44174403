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
  ['{a,{b}.xml', '{a,b.xml', true],
  ['{a,{b,c}}.xml', 'x/c.xml', true],
  ['{a}{b,}', 'a', true],
  ['}a{', '}a{', true],
  ['a/**/b/**', 'a/b/c/d', true],
  ['a**b', 'a/x/b', true],
  [`${'*a'.repeat(20)}b`, 'a'.repeat(200), false],
  [`${'**/a'.repeat(20)}`, 'a/'.repeat(200), false],
  ['{a,b}'.repeat(30), 'ab'.repeat(15), false],
  ['{'.repeat(20_000), 'a', false],
  ['policy fragments/*/policy.xml', 'policy fragments/log/policy.xml', true],
]

it.each(cases)('%.40s on %.40s', (pattern, path, matches) => {
  expect(compileGlob(pattern)(path)).toBe(matches)
})
