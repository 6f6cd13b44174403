import { beforeEach, expect, test } from 'vitest'
import { textBody } from '../messages/body-content.ts'
import { HeaderList } from '../pipeline/header-list.ts'
import type { GatewayPorts } from '../ports.ts'
import { createOpenIdStore, type OpenIdStore } from './open-id-store.ts'

const url = 'https://issuer.example/.well-known/openid-configuration'
const minute = 60_000

let now = 0
let asked: string[] = []
let kids: string[] = []
let fails = false
let store: OpenIdStore

beforeEach(() => {
  now = 0
  asked = []
  kids = ['a']
  fails = false
  const ports = {
    now: () => now,
    log: () => {},
    fetch: async (request: { url: string }) => {
      asked.push(request.url)
      if (fails) throw new Error('nobody there')
      const value =
        request.url === url
          ? { issuer: 'i', jwks_uri: 'https://issuer.example/keys' }
          : { keys: kids.map((kid) => ({ kid })) }
      return { status: 200, reason: '', headers: new HeaderList(), body: textBody(JSON.stringify(value)) }
    },
    signatures: { importJwk: ({ kid }: { kid: string }) => ({ kid, x5t: undefined, kind: 'rsa', handle: undefined }) },
  } as unknown as GatewayPorts
  store = createOpenIdStore(ports)
})

const keysOf = async () => (await store.get(url)).keys.map(({ kid }) => kid)

test('metadata and keys are fetched once, also for requests that come together', async () => {
  await Promise.all([keysOf(), keysOf()])
  expect(await keysOf()).toEqual(['a'])
  expect(asked).toEqual([url, 'https://issuer.example/keys'])
})

test('what is known is there without waiting', async () => {
  await keysOf()
  expect(store.get(url)).not.toBeInstanceOf(Promise)
})

test('after an hour they are fetched again', async () => {
  await keysOf()
  kids = ['b']
  now = 59 * minute
  expect(await keysOf()).toEqual(['a'])
  now = 60 * minute
  expect(await keysOf()).toEqual(['b'])
})

test('an unknown key id leads to one fetch in five minutes', async () => {
  await keysOf()
  for (const time of [0, 1, 4.9]) {
    now = time * minute
    await store.refresh(url)
  }
  expect(asked).toHaveLength(4)
  now = 5 * minute
  await store.refresh(url)
  expect(asked).toHaveLength(6)
})

test('a failed fetch is tried again after five minutes, and until then its failure is told', async () => {
  fails = true
  await expect(keysOf()).rejects.toThrow("IDX20803: Unable to obtain configuration from: 'https://issuer.example")
  expect(() => store.get(url)).toThrow('nobody there')
  expect(asked).toHaveLength(1)
  fails = false
  now = 5 * minute
  expect(await keysOf()).toEqual(['a'])
})

test('old keys are kept when they cannot be renewed', async () => {
  await keysOf()
  fails = true
  now = 61 * minute
  expect(await keysOf()).toEqual(['a'])
  expect(await keysOf()).toEqual(['a'])
  expect(asked).toHaveLength(3)
})

test('the generation rises with other keys only', async () => {
  await keysOf()
  const before = store.generation
  now = 60 * minute
  await keysOf()
  expect(store.generation).toBe(before)
  kids = ['b', 'b']
  now = 120 * minute
  expect(await keysOf()).toEqual(['b'])
  expect(store.generation).toBe(before + 1)
})
