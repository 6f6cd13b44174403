import { expect, test } from 'vitest'
import { earlierText, textOfEarlier } from './earlier-text.ts'

const keys = '<issuer-signing-keys><key>c2VjcmV0</key></issuer-signing-keys>'
const other = "<decryption-keys a='b'>\n<key>b3RoZXI=</key>\n</decryption-keys >"

test.each([
  ['nothing', '', ''],
  ['a check without keys', '<validate-jwt header-name="A"><audiences /></validate-jwt>', ''],
  ['keys, which stay in the document', `<v>${keys}x${other}</v>`, `<w>${other}${keys}</w>`],
  ['keys of a named value', '<v><key>{{signing-key}}</key></v>', ''],
  ['ids and URLs', '<v tenant-id="11111111-2222-4333-8444-555555555555" url="https://a.b/c/.well-known/x" />', ''],
  ['a status code', '<v failed-validation-httpcode="401" failed-validation-error-message="No token" />', ''],
  ['an expression', `<v token-value='@(context.Request.Headers.GetValueOrDefault("token",""))' />`, ''],
])('%s', (_what, text, container) => {
  const kept = earlierText(text, container)
  expect(JSON.stringify(kept)).not.toMatch(/c2VjcmV0|b3RoZXI/)
  expect(kept && textOfEarlier(kept, container)).toBe(text)
})

test.each([
  ['keys that are nowhere else', keys, '<v />'],
  ['a key outside of its list', '<v><key>abc</key></v>', '<v />'],
  ['a token', '<v a="eyJhbGciOi.eyJzdWIi.c2ln" />', ''],
  ['credentials', '<!-- Bearer 0123456789 -->', ''],
  ['a key in a URL', '<openid-config url="https://a.b/c?api=1&amp;code=abcdef" />', ''],
  ['a password in a URL', '<openid-config url="https://me:secret@a.b/c" />', ''],
  ['a key in Base64', '<!-- it was q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA= -->', ''],
  ['a connection string', '<!-- AccountKey=abcdefgh -->', ''],
])('%s is not kept', (_what, text, container) => {
  expect(earlierText(text, container)).toBeUndefined()
})

test('a text whose keys are gone cannot be told', () => {
  expect(textOfEarlier(['<v>', 0, '</v>'], '<v />')).toBeUndefined()
})
