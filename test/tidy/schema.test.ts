import { Ajv, type ValidateFunction } from 'ajv'
import { beforeAll, describe, expect, test } from 'vitest'
import { readConfiguration } from '../../language-server/core/configuration/configuration.ts'
import { readPlaceholderSetting, readRuleSetting } from '../../language-server/core/configuration/setting-values.ts'
import { rules } from '../../language-server/core/lint/rules.ts'
import { read } from './project.ts'

/** Words that editors know and JSON Schema does not. */
const editors = ['enumDescriptions', 'allowComments', 'allowTrailingCommas', 'scope']
const compile = (schema: object): ValidateFunction =>
  new Ajv({ strict: true, strictTypes: false, allowUnionTypes: true, keywords: editors }).compile(schema)

interface Manifest {
  readonly contributes: {
    readonly configuration: { readonly properties: Readonly<Record<string, object>> }
    readonly jsonValidation: readonly { readonly fileMatch: string; readonly url: string }[]
  }
}

const manifest = JSON.parse(read('package.json')) as Manifest

describe('the schema of policywright.json', () => {
  let isValid: ValidateFunction
  beforeAll(() => {
    isValid = compile(JSON.parse(read('schemas/policywright.schema.json')) as object)
  })

  test('is what VS Code reads for files of that name', () => {
    expect(manifest.contributes.jsonValidation).toEqual([
      { fileMatch: 'policywright.json', url: './schemas/policywright.schema.json' },
    ])
  })

  test('takes the example of its page', () => {
    const example = /```jsonc\n([\s\S]*?)```/.exec(read('docs/configuration.md'))?.[1] ?? ''
    expect(readConfiguration(example, rules).faults).toEqual([])
    expect(isValid(JSON.parse(example)), JSON.stringify(isValid.errors)).toBe(true)
  })

  test.each([
    {},
    { $schema: 'x', rules: { set: 'strict' }, gateway: 'v2', contentFormat: 'xml', baseline: 'known.json' },
    { rules: Object.fromEntries(rules.map(({ id }) => [id, 'hint'])) },
    { overrides: [{ files: ['a/**'], rules: { set: 'recommended', 'missing-base': 'off' } }] },
    { bindings: { 'a/*.xml': { scope: 'fragment', gateway: 'classic' } }, placeholders: { '${x}': false } },
    { layout: { api: 'apis/{api}.xml', operation: ['a/{api}/{operation}.xml'], complete: true } },
  ])('takes what the reader takes: %j', (value) => {
    expect(isValid(value), JSON.stringify(isValid.errors)).toBe(true)
    expect(readConfiguration(JSON.stringify(value), rules).faults).toEqual([])
  })

  test.each([
    { rule: {} },
    { rules: { 'no-such-rule': 'off' } },
    { rules: { 'missing-base': 'warn' } },
    { rules: { set: 'all' } },
    { overrides: [{ files: ['a'] }] },
    { overrides: [{ files: 'a', rules: {} }] },
    { bindings: { a: { scope: 'apis' } } },
    { placeholders: { '${y}': false } },
    { layout: { apis: 'x' } },
    { baseline: '' },
    { gateway: 'v3' },
  ])('refuses what the reader refuses: %j', (value) => {
    expect(isValid(value)).toBe(false)
    expect(readConfiguration(JSON.stringify(value), rules).faults).toHaveLength(1)
  })
})

describe('the settings of VS Code', () => {
  const valid = (name: string, value: unknown): boolean => {
    const schema = manifest.contributes.configuration.properties[name]
    if (schema === undefined) throw new Error(`${name} is not contributed`)
    return compile(schema)(value) === true
  }

  test.each([
    [{ set: 'strict', 'missing-base': 'off' }, true],
    [{ 'missing-bse': 'off' }, false],
    [{ 'missing-base': 'warn' }, false],
    [{ set: 'off' }, false],
  ])('policywright.rules and the server agree on %j', (value, expected) => {
    expect(valid('policywright.rules', value)).toBe(expected)
    expect(readRuleSetting(value, rules).faults.length === 0).toBe(expected)
  })

  test.each([
    [{ '<%x%>': false }, true],
    [{ '<%x%>': 'no' }, false],
    [{ '<x>': false }, false],
  ])('policywright.placeholders and the server agree on %j', (value, expected) => {
    expect(valid('policywright.placeholders', value)).toBe(expected)
    expect(readPlaceholderSetting(value).faults.length === 0).toBe(expected)
  })
})
