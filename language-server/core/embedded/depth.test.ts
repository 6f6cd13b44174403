import { expect, test } from 'vitest'
import { parse } from '../syntax/parse.ts'
import { scanLiquid } from './liquid-scan.ts'
import { undeclaredPrefixes } from './namespaces.ts'
import { stylesheetOf } from './stylesheet.ts'

/** Deeper than the call stack. */
const DEPTH = 12_000
const nested = (name: string): string => `<${name}>`.repeat(DEPTH) + `</${name}>`.repeat(DEPTH)

test('prefixes are looked for in XML of any depth, in its order', () => {
  const [deep] = parse(`<set-body>${nested('a:b')}</set-body>`).elements
  expect(deep && undeclaredPrefixes(deep)).toHaveLength(DEPTH)
  const [flat] = parse('<set-body><a:b c:d=""><e:f /></a:b><x xmlns:g=""><g:h /></x><i:j /></set-body>').elements
  expect(flat && undeclaredPrefixes(flat).map(({ prefix }) => prefix)).toEqual(['a', 'c', 'e', 'i'])
})

test('a stylesheet may nest to any depth, and is read in its order', () => {
  const [deep] = parse(`<xsl-transform><xsl:stylesheet>${nested('xsl:if')}</xsl:stylesheet></xsl-transform>`).elements
  expect(deep && stylesheetOf(deep)?.nodes).toHaveLength(DEPTH + 1)
  const text =
    '<xsl-transform><xsl:stylesheet><xsl:key /><a><xsl:if /></a><xsl:param /></xsl:stylesheet></xsl-transform>'
  const [flat] = parse(text).elements
  expect(flat && stylesheetOf(flat)?.nodes.map(({ local, parent }) => [local, parent])).toEqual([
    ['stylesheet', undefined],
    ['key', 'stylesheet'],
    ['if', undefined],
    ['param', 'stylesheet'],
  ])
})

test.each([
  ['{% a '.repeat(80_000), 80_000, false],
  ['{{ a '.repeat(80_000), 80_000, false],
  ['{{ a\n }}{% b\n %}', 2, true],
  ['{{ a {% b', 2, false],
])('markup %.20s is read in one go', (text, count, terminated) => {
  const found = scanLiquid(text)
  expect(found).toHaveLength(count)
  expect(found.every((one) => one.terminated === terminated)).toBe(true)
})
