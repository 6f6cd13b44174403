import { expect, test } from 'vitest'
import { tryPolicy } from '../try-policy.ts'

test.each([
  { policy: '<mock-response />', status: 200, headers: [] },
  {
    policy: '<mock-response status-code="404" content-type="text/plain" />',
    status: 404,
    headers: ['Content-Type', 'text/plain'],
  },
])('$policy', async ({ policy, status, headers }) => {
  const { exchange, outcome } = await tryPolicy({ policy })
  expect(outcome).toBe('responds')
  expect(exchange.response?.status).toBe(status)
  expect(exchange.response?.headers.raw).toEqual(headers)
})
