import { expect, test } from 'vitest'
import { bodyText, tryPolicy } from '../try-policy.ts'

test('its parts make the response', async () => {
  const { exchange, outcome } = await tryPolicy({
    policy:
      '<return-response><set-status code="201" reason="Made" /><set-header name="X-A"><value>1</value></set-header><set-body>b</set-body></return-response>',
  })
  expect(outcome).toBe('responds')
  expect(exchange.response).toMatchObject({ status: 201, reason: 'Made' })
  expect(exchange.response?.headers.raw).toEqual(['X-A', '1'])
  expect(bodyText(exchange.response)).toBe('b')
})

test('a variable without a response is a fault', async () => {
  await expect(tryPolicy({ policy: '<return-response response-variable-name="r" />' })).rejects.toThrow(
    'The variable "r" holds no response',
  )
})
