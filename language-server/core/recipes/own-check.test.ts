import { expect, test } from 'vitest'
import { applyEdits } from '../text/edit.ts'
import { readOwnCheck } from './own-check.ts'
import { type SecureInbound, secureInbound } from './secure-inbound.ts'

const id = (end: string): string => `aaaaaaaa-0000-4000-8000-00000000000${end}`
const wanted: SecureInbound = {
  policy: 'validate-jwt',
  scope: 'api',
  cloud: { authority: 'https://login.microsoftonline.us', isPublic: false, managementAudiences: [] },
  tenant: { kind: 'named-value', displayName: 'tenantId', tenantId: id('0') },
  audiences: ['api://orders & more', id('9')],
  authorizationHeader: 'remove',
}

const cases: readonly (readonly [string, Partial<SecureInbound>])[] = [
  ['as it is by default', {}],
  ['callers by object id, roles', { callers: [{ name: id('1'), objectId: id('1') }], roles: ['Orders.Read', 'B'] }],
  ['callers by client id, in the claim of one version', { callers: [{ name: id('2'), clientId: id('2') }] }],
  ['the other policy', { policy: 'validate-azure-ad-token', callers: [{ name: id('2'), clientId: id('2') }] }],
  ['a tenant written out', { tenant: { kind: 'literal', tenantId: id('0') } }],
  ['v1 alone, the header passed on', { tokenVersions: 'v1', authorizationHeader: 'pass-on' }],
  ['a refusal of its own', { status: 403, refusal: { kind: 'text', text: 'No "token" & <none>' } }],
  ['the reason told, no scheme', { refusal: { kind: 'reason' }, scheme: 'none' }],
]

test.each(cases)('%s is read back, and written again without a difference', (_what, change) => {
  const first = secureInbound(undefined, { ...wanted, ...change })
  const text = applyEdits(first.text, first.edits)
  const own = readOwnCheck(text)
  if (own === undefined) return expect.fail('nothing was read')
  const { callers = [], audiences, policy, authorizationHeader } = { ...wanted, ...change }
  expect(own).toMatchObject({ audiences, callers, policy, authorizationHeader, roles: change.roles ?? [] })
  const tenant = own.tenant === 'literal' ? { kind: own.tenant, tenantId: id('0') } : wanted.tenant
  expect(secureInbound(text, { ...wanted, ...own, tenant }).edits).toEqual([])
})

test('every entity is read, those too that only the service writes', () => {
  const { text } = secureInbound(undefined, wanted)
  const first = applyEdits(
    text,
    secureInbound(undefined, { ...wanted, refusal: { kind: 'text', text: "It's > 1 day old" } }).edits,
  )
  const own = readOwnCheck(first.replace("It's > 1", 'It&apos;s &gt; 1'))
  expect(own?.refusal).toEqual({ kind: 'text', text: "It's > 1 day old" })
})

test.each([
  undefined,
  '',
  '<policies />',
  '<policies><inbound><validate-jwt header-name="Authorization" /></inbound></policies>',
])('nothing of its own: %s', (text) => {
  expect(readOwnCheck(text)).toBeUndefined()
})
