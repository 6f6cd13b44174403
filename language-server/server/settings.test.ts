import { describe, expect, it } from 'vitest'
import { PLACEHOLDER_FORMS } from '../core/model/placeholders.ts'
import { DEFAULT_SETTINGS, readSettings } from './settings.ts'

describe('readSettings', () => {
  it.each([undefined, null, {}])('takes the defaults from %j', (value) => {
    expect(readSettings(value)).toEqual({ settings: DEFAULT_SETTINGS, faults: [] })
  })

  it('reads every setting', () => {
    const value = {
      scope: 'api',
      gateway: 'v2',
      contentFormat: 'xml',
      bindings: { 'legacy/*.xml': { scope: 'product', gateway: 'classic' } },
      artifacts: 'apim',
      cloud: 'public',
      rules: { set: 'strict', 'missing-base': 'off' },
      placeholders: { '{x}': false },
      inlayHints: { namedValues: true, localTypes: false },
      codeLens: { scope: false },
      format: { printWidth: 80 },
    }
    const { cloud: _, ...read } = value
    const { settings, faults } = readSettings(value)
    expect(faults).toEqual([])
    expect(settings).toEqual({
      ...read,
      rules: { set: 'strict', levels: { 'missing-base': 'off' } },
      placeholders: PLACEHOLDER_FORMS.filter((form) => form !== '{x}'),
    })
  })

  it.each([
    ['a word', /not an object/, 'x'],
    ['a scope that is none', /policywright\.scope is "apis", but must be one of auto, global/, { scope: 'apis' }],
    ['a gateway that is none', /policywright\.gateway is 3/, { gateway: 3 }],
    ['a list of bindings', /bindings is not an object/, { bindings: [] }],
    ['a binding that is a word', /bindings\["a"\] is not an object/, { bindings: { a: 'api' } }],
    ['a scope in a binding', /bindings\["a"\]\.scope is "x"/, { bindings: { a: { scope: 'x' } } }],
    ['a number for a path', /artifacts is not a path/, { artifacts: 1 }],
    [
      'a rule that is none',
      /policywright\.rules: there is no rule 'missing-bse'; did you mean/,
      { rules: { 'missing-bse': 'off' } },
    ],
    ['a word for hints', /inlayHints is not an object/, { inlayHints: 'on' }],
    ['a word for a hint', /inlayHints\.localTypes is neither true nor false/, { inlayHints: { localTypes: 'on' } }],
    ['a number for a lens', /codeLens\.scope is neither true nor false/, { codeLens: { scope: 1 } }],
    ['a word for the layout', /policywright\.format is not an object/, { format: 'wide' }],
    [
      'a width that is too small',
      /format\.printWidth is 3, but must be a whole number from 40/,
      { format: { printWidth: 3 } },
    ],
    ['a level that is none', /missing-base is "warn"/, { rules: { 'missing-base': 'warn' } }],
  ])('names %s and keeps the defaults', (_what, fault, value) => {
    const { settings, faults } = readSettings(value)
    expect(faults).toHaveLength(1)
    expect(faults[0]).toMatch(fault)
    expect({ ...settings, bindings: {} }).toEqual(DEFAULT_SETTINGS)
  })
})
