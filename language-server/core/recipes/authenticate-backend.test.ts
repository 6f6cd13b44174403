import { describe, expect, test } from 'vitest'
import { parse } from '../syntax/parse.ts'
import { applyEdits } from '../text/edit.ts'
import { type AuthenticateBackend, authenticateBackend } from './authenticate-backend.ts'
import { backEndKind } from './back-end-kinds.ts'

const wanted: AuthenticateBackend = { scope: 'api', resource: 'dddddddd-0000-4000-8000-000000000001' }
const apply = (text: string | undefined, change: Partial<AuthenticateBackend> = {}) => {
  const result = authenticateBackend(text, { ...wanted, ...change })
  return { ...result, after: applyEdits(result.text, result.edits) }
}

test.each([
  ['behind base', '<base /><rewrite-uri template="/" />', '<base />TOKEN<rewrite-uri template="/" />'],
  [
    'behind the check of the caller and the removal of its header',
    '<base /><validate-jwt header-name="Authorization" /><set-header name="Authorization" exists-action="delete" /><cache-lookup />',
    '<base /><validate-jwt header-name="Authorization" /><set-header name="Authorization" exists-action="delete" />TOKEN<cache-lookup />',
  ],
  ['first when nothing must come before', '<rewrite-uri template="/" />', 'TOKEN<rewrite-uri template="/" />'],
])('%s', (_name, before, after) => {
  const text = (inbound: string) => `<policies><inbound>${inbound}</inbound></policies>`
  const result = apply(text(before))
  const token =
    '<authentication-managed-identity id="policywright-backend-token" resource="dddddddd-0000-4000-8000-000000000001" />'
  expect(result.after.replace(/\s*\n\s*/g, '')).toBe(text(after.replace('TOKEN', token)))
  expect(parse(result.after).mistakes).toEqual([])
  expect(apply(result.after).edits).toEqual([])
})

test('a scope without a policy gets a whole document', () => {
  const { after } = apply(undefined, { clientId: 'cccccccc-0000-4000-8000-000000000001' })
  expect(after).toContain('    <base />\n    <authentication-managed-identity id="policywright-backend-token"')
  expect(after).toContain(' client-id="cccccccc-0000-4000-8000-000000000001" />')
})

test('it moves behind a check that was added later', () => {
  const first = apply('<policies>\n  <inbound>\n    <base />\n  </inbound>\n</policies>').after
  const checked = first.replace('  </inbound>', '    <validate-jwt header-name="Authorization" />\n  </inbound>')
  expect(apply(checked).after).toMatch(/<validate-jwt[^>]*>\s*<authentication-managed-identity/)
})

const section = (inbound: string): string => `<policies>\n  <inbound>\n    ${inbound}\n  </inbound>\n</policies>\n`

describe('a token that was written by hand', () => {
  const { resource } = wanted
  test.each([
    ['stays', `<authentication-managed-identity resource="${resource}" />`],
    [
      'stays under the name of a named value',
      '<authentication-managed-identity resource="{{back-end}}" ignore-error="true" />',
    ],
  ])('%s when it is the same', (_how, policy) => {
    const { edits, notes } = apply(section(policy), { sameResource: ['{{back-end}}'] })
    expect(edits).toEqual([])
    expect(notes).toEqual(['The document already gets this token on line 3.'])
  })

  test.each([
    ['another resource', '<authentication-managed-identity resource="api://x" />'],
    ['another identity', `<authentication-managed-identity resource="${resource}" client-id="1" />`],
    [
      'a place before the check',
      `<authentication-managed-identity resource="${resource}" />\n    <validate-jwt header-name="Authorization" />`,
    ],
  ])('with %s is replaced', (_what, policies) => {
    const { after, notes } = apply(section(policies))
    expect(after.match(/<authentication-managed-identity/g)).toHaveLength(1)
    expect(after).toMatch(
      /<authentication-managed-identity id="policywright-backend-token" resource="dddd[^>]*>\s*<\/inbound/,
    )
    expect(notes.join()).toContain('line 3')
    expect(apply(after).edits).toEqual([])
  })

  test('that goes into a variable is none of ours', () => {
    const policy = '<authentication-managed-identity resource="api://x" output-token-variable-name="t" />'
    expect(apply(section(policy)).after).toContain(policy)
  })

  test('twice is warned about', () => {
    const one = '<authentication-managed-identity resource="api://x" />'
    expect(apply(section(`${one}\n    ${one}`)).warnings.join()).toContain('another token on line 3')
  })
})

describe('headers and form', () => {
  test('Storage gets its version, once, where the request names none', () => {
    const first = apply(section('<base />'), { kind: backEndKind('storage') }).after
    expect(first).toMatch(
      /resource="dddd[^>]*>\s*<set-header id="policywright-backend-header-x-ms-version" name="x-ms-version" exists-action="skip">/,
    )
    expect(apply(first, { kind: backEndKind('storage') }).edits).toEqual([])
    expect(apply(first).after).toBe(apply(section('<base />')).after)
  })

  test('Cosmos DB gets the token in its own form', () => {
    const { after } = apply(section('<base />'), { kind: backEndKind('cosmos-db') })
    expect(after).toContain('output-token-variable-name="policywright-backend-token"')
    expect(after).toContain('"type=aad&ver=1.0&sig="')
    expect(parse(after).mistakes).toEqual([])
    expect(apply(after, { kind: backEndKind('cosmos-db') }).edits).toEqual([])
  })

  test('they move together behind a check that was added later', () => {
    const first = apply(section('<base />'), { kind: backEndKind('cosmos-db') }).after
    const checked = first.replace('  </inbound>', '    <validate-jwt header-name="Authorization" />\n  </inbound>')
    const { after } = apply(checked, { kind: backEndKind('cosmos-db') })
    expect(after.match(/<[\w-]+(?= )/g)).toEqual([
      '<base',
      '<validate-jwt',
      '<authentication-managed-identity',
      '<set-header',
      '<set-header',
      '<set-header',
    ])
  })
})

test('a scope in place of a resource is warned about', () => {
  expect(apply(section('<base />'), { resource: 'api://orders/.default' }).warnings.join()).toContain('/.default')
})

test('a broken document is left alone', () => {
  expect(apply('<policies><inbound>').problems.join()).toContain('cannot be changed safely')
})
