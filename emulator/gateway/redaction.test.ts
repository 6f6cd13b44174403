import { expect, test } from 'vitest'
import { redactor } from './redaction.ts'
import { tryPolicy } from './try-policy.ts'

const secret = 'correct horse battery'
const redact = async () => {
  const { exchange } = await tryPolicy({
    policy: '<set-variable name="v" value="1" />',
    configuration: {
      namedValues: new Map([
        ['password', { value: secret, secret: true }],
        ['region', { value: 'north', secret: false }],
      ]),
    },
  })
  return redactor(exchange)
}

test.each([
  { text: `it is ${secret}!`, shown: 'it is ***!' },
  { text: 'go north', shown: 'go north' },
  { text: 'token eyJhbGciOiJub25lIn0.eyJhIjoxfQ.c2ln end', shown: 'token *** end' },
  { text: 'half a token eyJhbGciOiJub25lIn0.eyJh', shown: 'half a token ***' },
])('$text', async ({ text, shown }) => {
  expect((await redact()).text(text)).toBe(shown)
})

test('a secret at the end of a text that was cut is not half shown', async () => {
  const text = ('x'.repeat(3990) + secret).slice(0, 4000)
  expect((await redact()).text(text)).not.toContain('correct')
})

test.each([
  { what: 'header Authorization', before: 'Bearer abc', shown: 'Bearer ***' },
  { what: 'header Cookie', before: 'a=1', shown: '***' },
  { what: 'response header Set-Cookie', before: 'a=1', shown: '***' },
  { what: 'header Accept', before: 'a=1', shown: 'a=1' },
])('$what', async ({ what, before, shown }) => {
  expect((await redact()).change({ what, before })).toEqual({ what, before: shown })
})
