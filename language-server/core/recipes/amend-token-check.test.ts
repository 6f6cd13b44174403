import { describe, expect, test } from 'vitest'
import { parse } from '../syntax/parse.ts'
import { applyEdits } from '../text/edit.ts'
import { type SecureInbound, secureInbound } from './secure-inbound.ts'
import { undo } from './undo.ts'

const caller = 'aaaaaaaa-0000-4000-8000-000000000001'
const wanted: SecureInbound = {
  policy: 'validate-jwt',
  scope: 'api',
  cloud: { authority: 'https://login.microsoftonline.us', isPublic: false, managementAudiences: [] },
  tenant: { kind: 'named-value', displayName: 'tenantId', tenantId: '11111111-2222-4333-8444-555555555555' },
  audiences: ['api://orders'],
  authorizationHeader: 'remove',
}
const section = (inbound: string): string =>
  `<policies>\n  <inbound>\n    <base />\n    ${inbound}\n  </inbound>\n</policies>\n`
const amend = (inbound: string, change: Partial<SecureInbound> = {}) => {
  const text = section(inbound)
  const result = secureInbound(text, { ...wanted, ...change })
  const after = applyEdits(result.text, result.edits)
  expect(parse(after).mistakes).toEqual([])
  return { ...result, text, after, checks: after.match(/<validate-[\w-]+(?= )/g) ?? [] }
}
const v1 = '<openid-config url="https://login.microsoftonline.us/{{tenantId}}/.well-known/openid-configuration" />'
const v2 = '<openid-config url="https://login.microsoftonline.us/{{tenantId}}/v2.0/.well-known/openid-configuration" />'
const removal = '<set-header id="apim-generated-policy" name="Authorization" exists-action="delete" />'

/** As guides tell people to write it. */
const handWritten = `<validate-jwt header-name="Authorization" failed-validation-httpcode="403" failed-validation-error-message="@((string)context.LastError.Message)" require-scheme="Bearer">
      ${v1}
      <required-claims>
        <claim name="aud">
          <value>https://management.usgovcloudapi.net</value>
        </claim>
      </required-claims>
    </validate-jwt>
    ${removal}`

test('one check, with the wanted audience and both issuers, and the author’s own choices', () => {
  const { after, checks, notes, warnings } = amend(handWritten)
  expect(checks).toEqual(['<validate-jwt'])
  expect(after).toContain(
    'failed-validation-httpcode="403" failed-validation-error-message="@((string)context.LastError.Message)"',
  )
  expect(after).toContain(
    `      ${v1}\n      ${v2}\n      <audiences>\n        <audience>api://orders</audience>\n      </audiences>\n    </validate-jwt>`,
  )
  expect(after).not.toContain('usgovcloudapi')
  expect(after.match(/exists-action="delete"/g)).toHaveLength(1)
  expect(notes.join()).toContain('line 4 was written by hand; it is amended')
  expect(warnings).toEqual([])
})

test('a second run changes nothing, and undo leaves it', () => {
  const { after } = amend(handWritten)
  const again = secureInbound(after, wanted)
  expect(again.edits).toEqual([])
  expect(again.notes.join()).toContain('already demands this')
  expect(undo(after, 'secure').edits).toEqual([])
})

test('what already demands it keeps its layout', () => {
  const { edits } = amend(
    `<validate-jwt   require-scheme="Bearer" header-name='Authorization'\n  failed-validation-httpcode="401" failed-validation-error-message="x">${v1}${v2}<!-- mine --><audiences><audience>\n api://orders \n</audience></audiences></validate-jwt>\n    ${removal}`,
  )
  expect(edits).toEqual([])
})

describe('what stays', () => {
  const check = (children: string): string =>
    `<validate-jwt header-name="Authorization" clock-skew="30" output-token-variable-name="jwt">${v1}${children}</validate-jwt>`

  test.each([
    ['a comment', '<!-- why -->'],
    ['keys', '<issuer-signing-keys><key>abcd</key></issuer-signing-keys>'],
    ['issuers', '<issuers><issuer>https://i.example</issuer></issuers>'],
    ['a claim', '<required-claims><claim name="idtyp"><value>app</value></claim></required-claims>'],
    ['callers', `<required-claims><claim name="appid"><value>${caller}</value></claim></required-claims>`],
    ['roles', '<required-claims><claim name="roles"><value>Orders.Read</value></claim></required-claims>'],
  ])('%s', (_what, children) => {
    const { after } = amend(check(children))
    expect(after.replace(/>\s+</g, '><')).toContain(children)
    expect(after).toContain('clock-skew="30" output-token-variable-name="jwt"')
  })

  test('callers and roles that are given now take the place of the old ones', () => {
    const old = `<required-claims><claim name="appid"><value>old</value></claim><claim name="roles"><value>Old</value></claim></required-claims>`
    const { after } = amend(check(old), { callers: [{ name: 'f', objectId: caller }], roles: ['New'] })
    expect(after).not.toMatch(/old/i)
    expect(after).toMatch(/<claim name="oid"[\s\S]*<claim name="roles"/)
  })

  test('an issuer of somebody else, which is warned about', () => {
    const b2c = '<openid-config url="https://contoso.b2clogin.com/x/.well-known/openid-configuration" />'
    const { after, warnings } = amend(check(b2c))
    expect(after).toContain(b2c)
    expect(warnings.join()).toContain('still accepts tokens of https://contoso.b2clogin.com/')
  })
})

test('validate-azure-ad-token gets the tenant, the cloud and the callers', () => {
  const { after, checks } = amend(
    '<validate-azure-ad-token tenant-id="other"><client-application-ids><application-id>old</application-id></client-application-ids></validate-azure-ad-token>',
    { policy: 'validate-azure-ad-token', callers: [{ name: 'f', clientId: caller }] },
  )
  expect(checks).toHaveLength(1)
  expect(after).toContain('tenant-id="{{tenantId}}" authentication-endpoint="https://login.microsoftonline.us"')
  expect(after).toContain(`<application-id>${caller}</application-id>`)
  expect(after).not.toContain('old')
})

test('a check behind what replaces the header moves in front of it', () => {
  const { after } = amend(
    `<authentication-managed-identity resource="api://b" />\n    <validate-jwt header-name="Authorization">${v1}</validate-jwt>`,
  )
  expect(after).toMatch(
    /<base \/>\s*<validate-jwt[\s\S]*<\/validate-jwt>\s*<set-header[^>]*>\s*<authentication-managed-identity/,
  )
})

test.each([
  ['another header', '<validate-jwt header-name="X-Token" />', 2],
  ['a query parameter', '<validate-jwt query-parameter-name="token" />', 2],
  ['another policy', '<validate-azure-ad-token tenant-id="t" />', 2],
  ['two of them', '<validate-jwt header-name="Authorization" /><validate-jwt header-name="Authorization" />', 3],
])('a check of %s is left and warned about', (_what, policies, count) => {
  const { checks, warnings, after } = amend(policies)
  expect(checks).toHaveLength(count)
  expect(after).toContain('policywright-validate-token')
  expect(warnings.join()).toContain('already checks a token')
})

test('what is said outright of the refusal and the scheme wins over what was written', () => {
  const { after } = amend(handWritten, { refusal: { kind: 'text', text: 'No.' }, status: 401, scheme: 'none' })
  expect(after).toContain('failed-validation-httpcode="401" failed-validation-error-message="No.">')
})

describe('metadata of tenants', () => {
  const other = '99999999-2222-4333-8444-555555555555'
  const cloud = { authority: 'https://login.microsoftonline.com', isPublic: true, managementAudiences: [] }
  const check = (url: string): string =>
    `<validate-jwt header-name="Authorization"><openid-config url="${url}/.well-known/openid-configuration" /></validate-jwt>`

  test.each([
    [`https://sts.windows.net/${wanted.tenant.tenantId}`, []],
    ['https://login.microsoftonline.com/common', []],
    [
      `https://login.microsoftonline.com/${other}/v2.0`,
      [`The check accepted tokens of the tenant ${other} too, and does not any more.`],
    ],
  ])('%s gives way', (url, warned) => {
    const { after, warnings } = amend(check(url), { cloud })
    expect(after).not.toContain(url)
    expect(warnings).toEqual(warned)
  })
})
