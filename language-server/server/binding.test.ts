import { expect, it } from 'vitest'
import { bind, completeBinding, explainBinding } from './binding.ts'
import { DEFAULT_SETTINGS } from './settings.ts'

const legacy = {
  ...DEFAULT_SETTINGS,
  bindings: { 'legacy/**': { scope: 'product' }, 'legacy/apis/**': { scope: 'api' } },
} as const

const inRepository = (path: string | undefined) =>
  path === undefined ? undefined : { path: `/repository/${path}`, isBeside: () => false }

it.each([
  ['the APIOps layout', 'apis/orders/policy.xml', DEFAULT_SETTINGS, undefined, 'api', 'path'],
  [
    'a folder of artifacts',
    'infra/policy.xml',
    { ...DEFAULT_SETTINGS, artifacts: './infra/' },
    undefined,
    'global',
    'path',
  ],
  ['the last matching binding', 'legacy/apis/x/policy.xml', legacy, undefined, 'api', 'binding'],
  ['a binding before the layout', 'legacy/products/x/policy.xml', legacy, undefined, 'product', 'binding'],
  ['the choice before all', 'legacy/a.xml', legacy, { scope: 'global' }, 'global', 'choice'],
  ['nothing', 'some/file.xml', DEFAULT_SETTINGS, undefined, undefined, 'none'],
  ['an unsaved document', undefined, legacy, undefined, undefined, 'none'],
] as const)('scope from %s', (_what, path, settings, choice, scope, from) => {
  const bound = bind({ path, file: inRepository(path), settings, choice })
  expect([bound.scope, bound.scopeFrom]).toEqual([scope, from])
})

it.each([
  ['the folder of an API, opened by itself', '/repository/apis/orders/policy.xml', [], 'api'],
  ['a folder that holds artifacts', '/repository/policy.xml', ['apis'], 'global'],
  ['a folder that says nothing', '/repository/policy.xml', ['src'], undefined],
  ['a repository in a dev container', '/workspaces/repository/policy.xml', ['src'], undefined],
] as const)('scope of a bare policy.xml in %s', (_what, path, folders, scope) => {
  const isBeside = (folder: string) => folders.some((name) => name === folder)
  const bound = bind({ path: 'policy.xml', file: { path, isBeside }, settings: DEFAULT_SETTINGS, choice: undefined })
  expect(bound.scope).toBe(scope)
})

const orders = { path: '/repository/apis/orders/policy.xml', isBeside: () => false }

it('asks the root element, then the setting, only where nothing else tells', () => {
  const settings = { ...DEFAULT_SETTINGS, scope: 'api' } as const
  const unknown = bind({ path: undefined, file: undefined, settings, choice: undefined })
  expect(completeBinding(unknown, 'fragment', settings)).toMatchObject({ scope: 'fragment', scopeFrom: 'root' })
  expect(completeBinding(unknown, 'policies', settings)).toMatchObject({ scope: 'api', scopeFrom: 'setting' })
  expect(completeBinding(unknown, 'policies', DEFAULT_SETTINGS)).not.toHaveProperty('scope')
  const known = bind({ path: undefined, file: orders, settings, choice: undefined })
  expect(completeBinding(known, 'fragment', settings).scope).toBe('api')
})

it('explains itself', () => {
  const settings = { ...DEFAULT_SETTINGS, gateway: 'v2' } as const
  const bound = bind({ path: undefined, file: orders, settings, choice: undefined })
  expect(explainBinding(bound)).toBe(
    "Scope 'api': the file's place in the APIOps layout, or in that of policywright.json. Gateway 'v2': the setting policywright.gateway.",
  )
  expect(
    explainBinding(bind({ path: undefined, file: undefined, settings: DEFAULT_SETTINGS, choice: undefined })),
  ).toMatch(/^Scope unknown/)
})
