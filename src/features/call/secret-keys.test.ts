import { expect, test } from 'vitest'
import { createSecretKeys } from './secret-keys.ts'

function context() {
  const secrets = new Map<string, string>()
  const state = new Map<string, unknown>()
  const fake = {
    secrets: {
      get: async (name: string) => secrets.get(name),
      store: async (name: string, value: string) => void secrets.set(name, value),
      delete: async (name: string) => void secrets.delete(name),
    },
    globalState: {
      get: (name: string, other: unknown) => state.get(name) ?? other,
      update: async (name: string, value: unknown) => void state.set(name, value),
    },
  }
  return { secrets, state, context: fake as unknown as Parameters<typeof createSecretKeys>[0] }
}

test('keys are in the secret storage and nowhere else', async () => {
  const { context: given, secrets, state } = context()
  const keys = createSecretKeys(given)
  const key = { value: 'f00df00df00d', subscription: 'starter', product: 'p' }
  await keys.set('instance/orders', key)
  await keys.set('instance/orders', key)
  expect(await keys.get('instance/orders')).toEqual(key)
  expect([...secrets.keys()]).toEqual(['subscription-key:instance/orders'])
  expect(JSON.stringify([...state])).not.toContain('f00d')
})

test('they can be forgotten, one and all', async () => {
  const { context: given, secrets } = context()
  const keys = createSecretKeys(given)
  for (const name of ['a', 'b', 'c']) await keys.set(name, { value: 'key' })
  await keys.delete('a')
  expect(await keys.get('a')).toBeUndefined()
  expect(await keys.forget()).toBe(2)
  expect(secrets.size).toBe(0)
})

test('what is kept in another form is asked for again', async () => {
  const { context: given, secrets } = context()
  secrets.set('subscription-key:a', 'plain')
  expect(await createSecretKeys(given).get('a')).toBeUndefined()
})
