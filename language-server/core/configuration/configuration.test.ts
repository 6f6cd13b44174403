import { describe, expect, test } from 'vitest'
import { bindingAt, rulesAt } from './at-path.ts'
import { NO_CONFIGURATION, readConfiguration } from './configuration.ts'
import { layered } from './levels.ts'

const rules = ['missing-base', 'cors-wildcard', 'unused-variable'].map((id) => ({ id, summary: `About ${id}.` }))
const read = (text: string) => readConfiguration(text, rules)
const faultsOf = (text: string) => read(text).faults.map(({ line, column, message }) => `${line}:${column} ${message}`)

test('a whole file is read, with comments and trailing commas', () => {
  const { configuration, faults } = read(`\uFEFF{
    // for this repository
    "$schema": "./policywright.schema.json",
    "rules": { "set": "strict", "missing-base": "error", "unused-variable": "off" },
    "overrides": [{ "files": ["legacy/**"], "rules": { "missing-base": "off" } }],
    "baseline": "known.json",
    "gateway": "v2",
    "contentFormat": "xml", /* as published */
    "bindings": { "odd/*.xml": { "scope": "api", "gateway": "classic" } },
    "placeholders": { "__x__": false },
    "layout": { "api": "policies/{api}.xml" },
  }`)
  expect(faults).toEqual([])
  expect(configuration).toMatchObject({
    rules: { set: 'strict', levels: { 'missing-base': 'error', 'unused-variable': 'off' } },
    overrides: [{ files: ['legacy/**'], rules: { levels: { 'missing-base': 'off' } } }],
    baseline: 'known.json',
    gateway: 'v2',
    contentFormat: 'xml',
    bindings: { 'odd/*.xml': { scope: 'api', gateway: 'classic' } },
  })
  expect(configuration.placeholders).not.toContain('__x__')
  expect(configuration.placeholders).toContain('${x}')
  expect(configuration.layout.patterns.map(({ key }) => key)).toEqual(['api'])
})

test('an empty object says nothing', () => {
  expect(read('{}')).toEqual({ configuration: NO_CONFIGURATION, faults: [] })
})

describe('each part that is wrong is told with its place and left out', () => {
  test.each([
    ['{ "rule": {} }', "1:3 there is no key 'rule'; did you mean 'rules'?"],
    [
      '{\n  "rules": { "missing-bse": "off" }\n}',
      "2:14 rules: there is no rule 'missing-bse'; did you mean 'missing-base'?",
    ],
    [
      '{ "rules": { "missing-base": "warn" } }',
      '1:30 rules.missing-base is "warn", but must be one of error, warning, info, hint, off.',
    ],
    ['{ "rules": { "missing-base": 2 } }', '1:30 rules.missing-base is 2, but must be one of'],
    ['{ "rules": [] }', '1:12 rules must be an object.'],
    ['{ "gateway": "consumpton" }', "did you mean 'consumption'?"],
    ['{ "overrides": { } }', '1:16 overrides must be a list.'],
    ['{ "overrides": [{ "files": ["a"] }] }', "1:17 overrides[0] needs the key 'rules'."],
    ['{ "overrides": [{ "files": [1], "rules": {} }] }', '1:29 overrides[0].files[0] must be a text.'],
    ['{ "bindings": { "a/*.xml": { "scope": "apis" } } }', '1:39 bindings["a/*.xml"].scope is "apis"'],
    ['{ "placeholders": { "__x__": "no" } }', '1:30 placeholders.__x__ must be true or false.'],
    ['{ "layout": { "api": "policies/{operation}.xml" } }', '1:22 layout.api'],
    ['{ "gateway": "v2", "gateway": "classic" }', '1:20 gateway stands twice; the last one counts.'],
    ['[]', '1:1 The configuration must be an object.'],
    ['', '1:1 A value is expected here.'],
    ['{\n  "gateway" "v2"\n}', "2:13 A ':' is missing"],
    ['{ "gateway": v2 }', '1:14 This is no JSON value'],
    ['{ "gateway": "v2" "rules": {} }', "1:19 A ',' is missing in front of this."],
  ])('%s', (text, words) => {
    const faults = faultsOf(text)
    expect(faults).toHaveLength(1)
    expect(faults[0]).toContain(words)
  })

  test('and the rest holds', () => {
    const { configuration } = read('{ "gateway": "v3", "rules": { "nothing": "off", "missing-base": "hint" } }')
    expect(configuration.gateway).toBeUndefined()
    expect(configuration.rules.levels).toEqual({ 'missing-base': 'hint' })
  })

  test('a key named like a part of every object is a key like others', () => {
    const { configuration, faults } = read('{ "bindings": { "__proto__": { "scope": "api" } }, "constructor": 1 }')
    expect(Object.keys(configuration.bindings)).toEqual(['__proto__'])
    expect(faults).toHaveLength(1)
  })
})

describe('what holds for a path', () => {
  const { configuration } = read(`{
    "rules": { "set": "strict", "missing-base": "error", "cors-wildcard": "error" },
    "overrides": [
      { "files": ["legacy/**"], "rules": { "set": "recommended", "missing-base": "off" } },
      { "files": ["*.fragment.xml", "legacy/new/*"], "rules": { "missing-base": "hint" } }
    ],
    "bindings": { "odd/**": { "scope": "api" }, "odd/old/*": { "scope": "product" } }
  }`)

  test.each([
    ['apis/a/policy.xml', 'strict', 'error'],
    ['legacy/a.xml', 'recommended', 'off'],
    ['legacy/new/a.xml', 'recommended', 'hint'],
    ['x/log.fragment.xml', 'strict', 'hint'],
  ])('%s', (path, set, level) => {
    const rules = rulesAt(configuration, path)
    expect(rules.set).toBe(set)
    expect(rules.levels).toEqual({ 'missing-base': level, 'cors-wildcard': 'error' })
  })

  test('the last binding that matches counts', () => {
    expect(bindingAt(configuration.bindings, 'odd/a.xml')?.binding).toEqual({ scope: 'api' })
    expect(bindingAt(configuration.bindings, 'odd/old/a.xml')).toEqual({
      pattern: 'odd/old/*',
      binding: { scope: 'product' },
    })
    expect(bindingAt(configuration.bindings, 'apis/a.xml')).toBeUndefined()
  })

  test('a later layer counts where it says something', () => {
    expect(layered([{ set: 'strict', levels: { a: 'off' } }, { levels: { b: 'hint' } }])).toEqual({
      set: 'strict',
      levels: { a: 'off', b: 'hint' },
    })
  })
})
