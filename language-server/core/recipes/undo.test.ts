import { describe, expect, test } from 'vitest'
import { applyEdits } from '../text/edit.ts'
import { authenticateBackend } from './authenticate-backend.ts'
import { backEndKind } from './back-end-kinds.ts'
import { earlierText } from './earlier-text.ts'
import type { RecipeResult } from './recipe.ts'
import { type SecureInbound, secureInbound } from './secure-inbound.ts'
import { keylessShapeOf } from './shape.ts'
import { type EarlierElement, undo } from './undo.ts'

const wanted: SecureInbound = {
  policy: 'validate-jwt',
  scope: 'api',
  cloud: { authority: 'https://login.microsoftonline.com', isPublic: true, managementAudiences: [] },
  tenant: { kind: 'literal', tenantId: '11111111-2222-4333-8444-555555555555' },
  audiences: ['api://orders'],
  authorizationHeader: 'remove',
  refusal: { kind: 'text', text: 'No.' },
}
const texts = {
  'two spaces': '<policies>\n  <inbound>\n    <base />\n    <rewrite-uri template="/" />\n  </inbound>\n</policies>\n',
  'tabs and CRLF': '<policies>\r\n\t<inbound>\r\n\t\t<base />\r\n\t</inbound>\r\n</policies>\r\n',
  'a fragment': '<fragment>\n  <set-header name="a" exists-action="delete" />\n</fragment>\n',
}

describe.each(Object.entries(texts))('%s', (_name, text) => {
  const secured = (): string => {
    const { edits } = secureInbound(text, wanted)
    return applyEdits(text, edits)
  }
  const both = (): string => {
    const before = secured()
    return applyEdits(
      before,
      authenticateBackend(before, { scope: 'api', resource: 'api://b', kind: backEndKind('cosmos-db') }).edits,
    )
  }

  test('is as it was before it was secured', () => {
    expect(applyEdits(secured(), undo(secured(), 'secure').edits)).toBe(text)
  })

  test('loses the token for the back end alone', () => {
    expect(applyEdits(both(), undo(both(), 'authenticate').edits)).toBe(secured())
  })

  test('loses both, one after the other', () => {
    const once = applyEdits(both(), undo(both(), 'secure').edits)
    expect(applyEdits(once, undo(once, 'authenticate').edits)).toBe(text)
  })

  test('has nothing of ours', () => expect(undo(text, 'secure').edits).toEqual([]))
})

test('no document, and a broken one', () => {
  expect(undo(undefined, 'secure')).toMatchObject({ edits: [], problems: [] })
  expect(undo('<policies><inbound>', 'secure').problems.join()).toContain('cannot be changed safely')
})

describe('what was written by hand and replaced', () => {
  const known = ({ replaced }: RecipeResult): EarlierElement | undefined =>
    replaced && {
      before: earlierText(replaced.before, replaced.after),
      shape: keylessShapeOf(replaced.after),
      moved: replaced.moved,
    }
  const check = `<validate-jwt   header-name='Authorization'><!-- ours -->
      <openid-config url="https://login.microsoftonline.com/common/.well-known/openid-configuration"/>
      <issuer-signing-keys>
        <key id="k">c2VjcmV0IGtleSBvZiB0aGUgdGVzdA==</key></issuer-signing-keys>
      <required-claims><claim name="aud"><value>api://old</value></claim></required-claims>
    </validate-jwt>`
  const document = (inbound: string) =>
    `<policies>\n  <inbound>\n    <base />\n    ${inbound}\n  </inbound>\n</policies>\n`
  const amended = (text: string) => {
    const result = secureInbound(text, wanted)
    return { earlier: known(result), after: applyEdits(text, result.edits) }
  }

  test('is brought back to the character, keys included, whatever else has changed', () => {
    const text = document(check)
    const { earlier, after } = amended(text)
    expect(after).not.toContain('api://old')
    expect(JSON.stringify(earlier)).not.toContain('c2VjcmV0')
    const more = (one: string) => one.replace('<base />', '<base />\n    <rewrite-uri template="/" />')
    const back = undo(more(after), 'secure', earlier)
    expect(applyEdits(more(after), back.edits)).toBe(more(text))
    expect(back).toMatchObject({
      earlier: 'restored',
      notes: ['The <validate-jwt> on line 5 reads as it was written by hand again.'],
    })
  })

  test('has the key that stands there now, and the newlines of the document', () => {
    const { earlier, after } = amended(document(check))
    const changed = after.replace('c2VjcmV0IGtleSBvZiB0aGUgdGVzdA==', 'bmV3').replaceAll('\n', '\r\n')
    expect(applyEdits(changed, undo(changed, 'secure', earlier).edits)).toBe(
      document(check).replace('c2VjcmV0IGtleSBvZiB0aGUgdGVzdA==', 'bmV3').replaceAll('\n', '\r\n'),
    )
  })

  test('stays as it is when somebody changed it since, and that is said', () => {
    const { earlier, after } = amended(document(check))
    const changed = after.replace('api://orders', 'api://mine')
    const back = undo(changed, 'secure', earlier)
    expect(applyEdits(changed, back.edits)).toBe(changed.replace(/ *<set-header[^>]*>\n/, ''))
    expect(back).toMatchObject({ earlier: 'changed-since', notes: [expect.stringContaining('changed since')] })
  })

  test('stays as amended when it held what looks like a secret, and that is said', () => {
    const secret = check.replace('api://old', '0a1b2c3d4e5f60718293a4b5c6d7e8f9')
    const { earlier, after } = amended(document(secret))
    expect(JSON.stringify(earlier)).not.toContain('0a1b2c3d')
    const back = undo(after, 'secure', earlier)
    expect(applyEdits(after, back.edits)).toContain('api://orders')
    expect(back).toMatchObject({ earlier: 'not-kept', notes: [expect.stringContaining('version control')] })
  })

  test('a token for the back end comes back in place of ours', () => {
    const text = document('<authentication-managed-identity resource="api://old"/>')
    const result = authenticateBackend(text, { scope: 'api', resource: 'api://b', kind: backEndKind('app-service') })
    const after = applyEdits(text, result.edits)
    expect(after).not.toContain('api://old')
    expect(applyEdits(after, undo(after, 'authenticate', known(result)).edits)).toBe(text)
  })

  test('says where it stood when it was moved', () => {
    const text = document(`<authentication-managed-identity resource="api://b" />\n    ${check}`)
    const { earlier, after } = amended(text)
    expect(undo(after, 'secure', earlier).notes.join()).toContain('It stood further down before')
  })
})
