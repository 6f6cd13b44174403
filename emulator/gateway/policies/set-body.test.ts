import { expect, test } from 'vitest'
import { bodyText, tryPolicy } from '../try-policy.ts'

test.each([
  { policy: '<set-body>a &amp; b</set-body>', body: 'a & b' },
  { policy: '<set-body><![CDATA[<a&b>]]></set-body>', body: '<a&b>' },
  { policy: '<set-body><a b="{{c}}">1</a></set-body>', body: '<a b="d">1</a>' },
  { policy: '<set-body> spaced </set-body>', body: ' spaced ' },
  { policy: '<set-body template="none">x</set-body>', body: 'x' },
])('$policy', async ({ policy, body }) => {
  const namedValues = new Map([['c', { value: 'd', secret: false }]])
  const { exchange } = await tryPolicy({ policy, body: 'old', configuration: { namedValues } })
  expect(bodyText(exchange.request)).toBe(body)
})

test('an encoding of the old body does not stay', async () => {
  const { exchange } = await tryPolicy({
    policy: '<set-body>x</set-body>',
    section: 'outbound',
    response: { headers: ['Content-Encoding', 'gzip'], body: 'zip' },
  })
  expect(exchange.response?.headers.has('Content-Encoding')).toBe(false)
})
