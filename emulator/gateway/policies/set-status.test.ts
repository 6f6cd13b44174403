import { expect, test } from 'vitest'
import { tryPolicy } from '../try-policy.ts'

test.each([
  { policy: '<set-status code="404" />', reason: 'Not Found' },
  { policy: '<set-status code="404" reason="Nobody home" />', reason: 'Nobody home' },
])('$policy', async ({ policy, reason }) => {
  const { exchange } = await tryPolicy({ policy, section: 'outbound', response: {} })
  expect(exchange.response).toMatchObject({ status: 404, reason })
})

test.each([
  { section: 'inbound' as const, code: '200', message: 'There is no response yet' },
  { section: 'outbound' as const, code: '99', message: '99 is not a status code' },
  { section: 'outbound' as const, code: 'many', message: 'The value "many" of "code" is not a number' },
])('code $code in $section', async ({ section, code, message }) => {
  const trial = { policy: `<set-status code="${code}" reason="x" />`, section }
  await expect(tryPolicy(section === 'inbound' ? trial : { ...trial, response: {} })).rejects.toThrow(message)
})
