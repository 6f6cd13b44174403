import { describe, expect, it } from 'vitest'
import { LAYOUT_KEYS, LAYOUT_SCHEMA, readLayout } from './layout.ts'

const matchOf = (key: string, pattern: string, path: string) => {
  const { layout, faults } = readLayout({ [key]: pattern })
  expect(faults).toEqual([])
  return layout.patterns[0]?.match(path)
}

describe('a pattern', () => {
  it.each([
    ['api', 'policies/{api}.xml', 'policies/orders.xml', { api: 'orders' }],
    ['api', './policies/{api}.xml', 'policies/a/b.xml', undefined],
    ['operation', '**/{api}/{operation}.policy.xml', 'x/y/orders/get.policy.xml', { api: 'orders', operation: 'get' }],
    ['fragment', 'fragments/**/{fragment}.xml', 'fragments/log.xml', { fragment: 'log' }],
    ['fragment', 'f?/{fragment}-v*.xml', 'f1/log-v2.xml', { fragment: 'log' }],
    ['global', 'all (apis).xml', 'all (apis).xml', {}],
    ['global', 'all.xml', 'allxxml', undefined],
  ])('%s: %s for %s', (key, pattern, path, expected) => {
    const found = matchOf(key, pattern, path)
    expect(found === undefined ? undefined : { ...found }).toEqual(expected)
  })
})

it.each([
  ['a list', [], /layout is not an object/],
  ['an unknown key', { apis: 'x' }, /layout\.apis is not one of/],
  ['a number', { api: 1 }, /layout\.api is neither a path pattern/],
  ['an unknown placeholder', { api: '{apy}.xml' }, /\{apy\} in '\{apy\}\.xml' is none of/],
  ['a placeholder twice', { api: '{api}/{api}.xml' }, /\{api\} in .* stands in it twice/],
  ['a pattern that does not say whose', { operation: '{api}.xml' }, /does not say which \{operation\}/],
  ['too many wildcards', { api: `${'*a'.repeat(9)}{api}` }, /more than 4 wildcards in one part of its path$/],
  ['a word for complete', { complete: 'yes' }, /neither true nor false/],
])('names %s', (_what, value, fault) => {
  const { layout, faults } = readLayout(value)
  expect(faults.join()).toMatch(fault)
  expect(layout).toEqual({ complete: false, patterns: [] })
})

it('keeps the order and what is right', () => {
  const { layout, faults } = readLayout({ complete: true, api: ['a/{api}.xml', 3, 'b/{api}.xml'], global: 'g.xml' })
  expect(layout.complete).toBe(true)
  expect(layout.patterns.map(({ pattern }) => pattern)).toEqual(['a/{api}.xml', 'b/{api}.xml', 'g.xml'])
  expect(faults).toHaveLength(1)
  expect(readLayout(undefined)).toEqual({ layout: { complete: false, patterns: [] }, faults: [] })
})

it('describes every key in the schema', () => {
  expect(Object.keys(LAYOUT_SCHEMA.properties).sort()).toEqual(['complete', ...LAYOUT_KEYS].sort())
})
