import { expect, test } from 'vitest'
import { REDACTED } from './redact.ts'
import { decodeToken, displayClaims, expiryOf, versionOf } from './tokens.ts'

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const token = (claims: object): string => `${encode({ alg: 'RS256', kid: 'k' })}.${encode(claims)}.c2ln`

test('a token is decoded, not checked', () => {
  expect(decodeToken(token({ aud: 'api://orders', name: 'Ä' }))).toEqual({
    header: { alg: 'RS256', kid: 'k' },
    claims: { aud: 'api://orders', name: 'Ä' },
  })
})

test.each(['', 'abc', 'a.b', 'a.b.c', `${encode([])}.${encode({})}.x`, `${encode({})}.${encode({})}.x.y`])(
  '%s is no token',
  (text) => expect(decodeToken(text)).toBeUndefined(),
)

test('personal claims are masked', () => {
  expect(displayClaims({ aud: 'a', oid: 'o', preferred_username: 'p@example.com', uti: 'u' })).toEqual({
    aud: 'a',
    oid: 'o',
    preferred_username: REDACTED,
    uti: REDACTED,
  })
})

test('expiry and version', () => {
  expect(expiryOf(token({ exp: 12 }))).toBe(12_000)
  expect(expiryOf(token({}))).toBeUndefined()
  expect(versionOf({ ver: '2.0' })).toBe('v2')
  expect(versionOf({ ver: '1.0' })).toBe('v1')
})
