import { describe, expect, test } from 'vitest'
import { applyEdits } from '../text/edit.ts'
import { authenticateBackend } from './authenticate-backend.ts'
import { backEndKind } from './back-end-kinds.ts'
import { type SecureInbound, secureInbound } from './secure-inbound.ts'
import { undo } from './undo.ts'

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
