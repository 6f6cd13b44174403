import { expect, test } from 'vitest'
import { tryPolicy } from '../try-policy.ts'

test.each([
  { tenant: 'contoso.example', endpoint: '', base: 'https://login.microsoftonline.com/contoso.example' },
  {
    tenant: 't1',
    endpoint: 'authentication-endpoint="https://login.microsoftonline.us/"',
    base: 'https://login.microsoftonline.us/t1',
  },
  { tenant: 'https://login.example/t1/', endpoint: '', base: 'https://login.example/t1' },
])('metadata of both versions: $tenant $endpoint', async ({ tenant, endpoint, base }) => {
  const asked: string[] = []
  const tried = tryPolicy({
    policy: `<validate-azure-ad-token tenant-id="${tenant}" ${endpoint} />`,
    headers: ['Authorization', `Bearer ${btoa('{"alg":"RS256"}').replaceAll('=', '')}.e30.c2ln`],
    ports: {
      fetch: ({ url }) => {
        asked.push(url)
        return Promise.reject(new Error('nobody there'))
      },
    },
  })
  await expect(tried).rejects.toMatchObject({ details: { reason: 'JwtInvalid', status: 401 } })
  expect(asked).toEqual([`${base}/.well-known/openid-configuration`, `${base}/v2.0/.well-known/openid-configuration`])
})

test('no token', async () => {
  await expect(tryPolicy({ policy: '<validate-azure-ad-token tenant-id="t" />' })).rejects.toMatchObject({
    details: { reason: 'TokenNotPresent' },
  })
})
