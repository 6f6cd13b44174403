import { expect, test } from 'vitest'
import { tryPolicy } from '../try-policy.ts'

test('the method is trimmed and written large', async () => {
  const { exchange } = await tryPolicy({ policy: '<set-method> patch </set-method>' })
  expect(exchange.request.method).toBe('PATCH')
})

test('what is no method is a fault', async () => {
  await expect(tryPolicy({ policy: '<set-method>GET IT</set-method>' })).rejects.toThrow(
    '"GET IT" is not an HTTP method',
  )
})
