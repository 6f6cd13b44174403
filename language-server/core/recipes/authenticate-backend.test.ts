import { expect, test } from 'vitest'
import { parse } from '../syntax/parse.ts'
import { applyEdits } from '../text/edit.ts'
import { type AuthenticateBackend, authenticateBackend } from './authenticate-backend.ts'

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

test('another token and a scope in place of a resource are warned about', () => {
  const text = '<policies><inbound><authentication-managed-identity resource="x" /></inbound></policies>'
  const { warnings } = apply(text, { resource: 'api://orders/.default' })
  expect(warnings.join()).toContain('already gets a token')
  expect(warnings.join()).toContain('/.default')
})

test('a broken document is left alone', () => {
  expect(apply('<policies><inbound>').problems.join()).toContain('cannot be changed safely')
})
