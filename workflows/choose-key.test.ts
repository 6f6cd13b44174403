import { expect, test } from 'vitest'
import type { Api, ApimSubscription, InstancePort } from '../azure/apim-port.ts'
import { ServiceError } from '../azure/service-error.ts'
import { chooseKey, type KeptKey, type KeyChoice, type KeyStore, keyName } from './choose-key.ts'
import type { Ports } from './ports.ts'

const service = '/subscriptions/s/resourceGroups/g/providers/Microsoft.ApiManagement/service/i'
const subscription = (id: string, scope: string, state = 'active'): ApimSubscription => ({
  id,
  displayName: id.toUpperCase(),
  state,
  scope: `${service}${scope}`,
})
const all = [
  subscription('master', '/apis'),
  subscription('old', '/apis/orders', 'suspended'),
  subscription('gold', '/products/gold'),
  subscription('other', '/products/other'),
  subscription('own', '/apis/orders'),
  subscription('stock', '/apis/stock'),
]
const api: Api = {
  id: 'orders;rev=2',
  displayName: 'Orders',
  path: 'orders',
  protocols: ['https'],
  subscriptionRequired: true,
  revision: '2',
  isCurrent: false,
}
const address = { subscriptionId: 'S', resourceGroup: 'G', serviceName: 'I' }

function scene(subscriptions: readonly ApimSubscription[] | Error) {
  const asked: string[] = []
  const kept = new Map<string, KeptKey>()
  const logged: string[] = []
  const keys: KeyStore = {
    get: async (name) => kept.get(name),
    set: async (name, key) => void kept.set(name, key),
    delete: async (name) => void kept.delete(name),
  }
  const instance = {
    address,
    listSubscriptions: async () => {
      if (subscriptions instanceof Error) throw subscriptions
      return subscriptions
    },
    listProductApis: async (product: string) => (product === 'gold' ? ['orders'] : []),
    getSubscriptionKeys: async (id: string) => ({ primaryKey: `key of ${id}`, secondaryKey: '' }),
  } as unknown as InstancePort
  const ports = {
    choose: async ({
      choices,
    }: {
      readonly choices: readonly { label: string; description?: string; value: unknown }[]
    }) => {
      asked.push(...choices.map(({ label, description }) => `${label} (${description})`))
      return choices[1]?.value
    },
    input: async ({ kind }: { readonly kind?: string }) => {
      asked.push(`input ${kind}`)
      return 'typed'
    },
    progress: (_title: string, task: (signal: AbortSignal) => unknown) => task(new AbortController().signal),
    log: (line: string) => void logged.push(line),
  } as unknown as Ports
  const choose = (choice: Partial<KeyChoice> = {}, of = api) => chooseKey({ ports, instance, keys, ...choice }, of)
  return { asked, kept, logged, choose }
}

test.each<[string, readonly ApimSubscription[], Partial<KeyChoice>, Awaited<ReturnType<typeof chooseKey>>]>([
  ['the narrowest', all, {}, { value: 'key of own', subscription: 'own' }],
  [
    'of a product that holds the API',
    all.slice(0, 4),
    {},
    { value: 'key of gold', subscription: 'gold', product: 'gold' },
  ],
  ['of all APIs', all.slice(0, 2), {}, { value: 'key of master', subscription: 'master' }],
  ['none that fits', all.slice(5), {}, 'none'],
  ['a given one', all, { subscription: { key: 'mine' } }, { value: 'mine' }],
  ['a named one', all, { subscription: { id: 'stock' } }, { value: 'key of stock', subscription: 'stock' }],
])('%s', async (_name, subscriptions, choice, expected) => {
  expect(await scene(subscriptions).choose(choice)).toEqual(expected)
})

test('a suspended one cannot be named', async () => {
  await expect(scene(all).choose({ subscription: { id: 'old' } })).rejects.toThrow(
    /no active subscription "old".*master/,
  )
})

test('an API that needs no key gets none', async () => {
  expect(await scene(all).choose({}, { ...api, subscriptionRequired: false })).toBe('none')
})

test('somebody who is there chooses among those that fit, and is asked once', async () => {
  const { asked, kept, choose } = scene(all)
  const first = await choose({ asks: 'questions' })
  expect(asked).toEqual([
    'OWN (API Orders)',
    'GOLD (product gold)',
    'MASTER (all APIs)',
    'Enter a key… (of a subscription that is not listed)',
  ])
  expect([...kept]).toEqual([[keyName(address, api), { value: 'key of gold', subscription: 'gold', product: 'gold' }]])
  expect(await choose({ asks: 'questions' })).toEqual(first)
  expect(asked).toHaveLength(4)
})

test.each([
  ['none fits', []],
  ['they cannot be listed', new ServiceError({ kind: 'forbidden', message: 'no' })],
] as const)('a key is typed, in secret, when %s', async (_name, subscriptions) => {
  const { asked, choose } = scene(subscriptions)
  expect(await choose({ asks: 'questions' })).toEqual({ value: 'typed' })
  expect(asked).toEqual(['input secret'])
})

test('without anybody there, what cannot be listed is told', async () => {
  const { logged, choose } = scene(new ServiceError({ kind: 'forbidden', message: 'no role' }))
  expect(await choose()).toBe('none')
  expect(logged[0]).toMatch(/a key has to be given: no role/)
})
