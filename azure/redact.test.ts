import { expect, test } from 'vitest'
import { REDACTED, redact, redactHeader, redactUrl } from './redact.ts'

const token = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl'

test.each([
  [`Authorization: Bearer ${token}`, `Authorization: Bearer ${REDACTED}`],
  [`{"access_token":"${token}"}`, `{"access_token":"${REDACTED}"}`],
  ['{"primaryKey":"0123456789abcdef"}', `{"primaryKey":"${REDACTED}"}`],
  ['client_secret=abc~def&grant_type=x', `client_secret=${REDACTED}&grant_type=x`],
  ['Ocp-Apim-Subscription-Key: 0123456789abcdef', `Ocp-Apim-Subscription-Key: ${REDACTED}`],
  ['Bearer of news', 'Bearer of news'],
  ['a code of conduct', 'a code of conduct'],
])('%s', (text, expected) => expect(redact(text)).toBe(expected))

test.each([
  ['Authorization', `Bearer ${token}`, `Bearer ${REDACTED}`],
  ['authorization', token, REDACTED],
  ['Ocp-Apim-Subscription-Key', '0123456789abcdef', REDACTED],
  ['X-Functions-Key', 'abc', REDACTED],
  ['Set-Cookie', 'a=b', REDACTED],
  ['X-Trace', `at ${token}`, `at ${REDACTED}`],
  ['Content-Type', 'application/json', 'application/json'],
  ['X-My-Own', 'abc', REDACTED],
])('%s: %s', (name, value, expected) => expect(redactHeader(name, value, ['x-my-own'])).toBe(expected))

test('keys in a URL', () => {
  expect(redactUrl('https://a.example/x?subscription-key=abc&b=1&code=2')).toBe(
    `https://a.example/x?subscription-key=${REDACTED}&b=1&code=${REDACTED}`,
  )
})
