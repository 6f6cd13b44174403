import { expect, test } from 'vitest'
import { policyTrial } from '../try-policy.ts'

const now = Date.UTC(2026, 0, 1, 12)
const identities = [{ clientId: 'c', principalId: 'p', systemAssigned: true }]

test('a token is fetched once, until shortly before it expires', async () => {
  let time = now
  let fetched = 0
  const run = policyTrial({
    policy: '<authentication-managed-identity resource="api://r" />',
    configuration: { identities },
    ports: {
      now: () => time,
      tokens: async ({ resource }) => ({ token: `${resource} ${++fetched}`, expiresOn: now + 3_600_000 }),
    },
  })
  const header = async () => (await run()).exchange.request.headers.first('Authorization')
  expect(await header()).toBe('Bearer api://r 1')
  expect(await header()).toBe('Bearer api://r 1')
  time = now + 3_400_000
  expect(await header()).toBe('Bearer api://r 2')
})

test('a user-assigned identity alone needs its client id', async () => {
  const run = policyTrial({
    policy: '<authentication-managed-identity resource="r" />',
    configuration: { identities: [{ clientId: 'c', principalId: 'p', systemAssigned: false }] },
  })
  await expect(run()).rejects.toThrow('no system-assigned managed identity')
})
