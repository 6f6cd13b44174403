import { expect, test } from 'vitest'
import { tryPolicy } from '../try-policy.ts'

test('user and password go into the header as UTF-8', async () => {
  const { exchange } = await tryPolicy({ policy: '<authentication-basic username="jürgen" password="p:w" />' })
  expect(exchange.request.headers.first('Authorization')).toBe('Basic asO8cmdlbjpwOnc=')
})
