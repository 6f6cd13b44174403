import { expect, test } from 'vitest'
import { tryPolicy } from '../try-policy.ts'

test.each([
  { policy: '<rewrite-uri template="/x?c=3" />', target: '/y?a=1&C=9', url: '/x?c=3&a=1' },
  { policy: '<rewrite-uri template="x" />', target: '/y', url: '/x' },
  { policy: '<rewrite-uri template="/x" copy-unmatched-params="false" />', target: '/y?a=1', url: '/x' },
])('$policy on $target', async ({ policy, target, url }) => {
  const { exchange } = await tryPolicy({ policy, target })
  expect(exchange.request.path + exchange.request.query).toBe(url)
})

test('a parameter that the operation does not have is named', async () => {
  await expect(tryPolicy({ policy: '<rewrite-uri template="/x/{id}" />' })).rejects.toThrow('no parameter "id"')
})
