import type { Api, ApimSubscription, InstanceAddress, InstancePort } from '../azure/apim-port.ts'
import { isServiceError } from '../azure/service-error.ts'
import { absent } from './choose-operation.ts'
import type { Ports } from './ports.ts'

/** Where keys are kept between calls: VS Code's secret storage, and nowhere else. */
export interface KeyStore {
  get(name: string): Promise<KeptKey | undefined>
  set(name: string, key: KeptKey): Promise<void>
  delete(name: string): Promise<void>
}

/** A key and what is known of it. */
export interface KeptKey {
  readonly value: string
  /** Id of the subscription; absent: it was typed. */
  readonly subscription?: string
  /** Id of the product that the key is for: then the product's policy runs too. */
  readonly product?: string
}

export interface KeyChoice {
  readonly ports: Ports
  readonly instance: InstancePort
  /** A key, or the id of a subscription of the instance; the first active one that fits when absent. */
  readonly subscription?: { readonly key: string } | { readonly id: string } | undefined
  readonly keys?: KeyStore | undefined
  /** `questions`: somebody is there to choose among several and to type a key. */
  readonly asks?: 'what is missing' | 'questions' | undefined
}

/** One name per instance and API. */
export const keyName = ({ subscriptionId, resourceGroup, serviceName }: InstanceAddress, api: Api): string =>
  `${subscriptionId}/${resourceGroup}/${serviceName}/${api.id}`.toLowerCase()

const productOf = ({ scope }: ApimSubscription): string | undefined => /\/products\/([^/]+)$/i.exec(scope)?.[1]

/**
 * The subscription key to call an API with: the given one, the kept one, or that of a subscription that fits.
 * @returns `none` when the API needs none or none can be had; undefined when the user gave up.
 * @throws UnknownNameError, ServiceError
 */
export async function chooseKey(choice: KeyChoice, api: Api): Promise<KeptKey | 'none' | undefined> {
  const { subscription, ports, instance, keys } = choice
  if (subscription !== undefined && 'key' in subscription) return { value: subscription.key }
  if (subscription === undefined && !api.subscriptionRequired) return 'none'
  const name = keyName(instance.address, api)
  const kept = subscription === undefined ? await keys?.get(name) : undefined
  if (kept !== undefined) return kept
  const found = await ports.progress('Finding a subscription key', (signal) => candidates(choice, api, signal))
  const chosen = await pick(choice, api, found)
  if (chosen === undefined || chosen === 'none') return chosen
  const key = chosen === 'typed' ? await typeKey(ports, api) : await readKey(choice, chosen)
  if (key !== undefined) await keys?.set(name, key)
  return key
}

async function readKey({ ports, instance }: KeyChoice, chosen: ApimSubscription): Promise<KeptKey> {
  const { primaryKey } = await ports.progress(`Reading the key of ${labelOf(chosen)}`, (signal) =>
    instance.getSubscriptionKeys(chosen.id, { signal }),
  )
  const product = productOf(chosen)
  return { value: primaryKey, subscription: chosen.id, ...(product === undefined ? {} : { product }) }
}

async function typeKey(ports: Ports, api: Api): Promise<KeptKey | undefined> {
  const value = await ports.input({
    title: `Subscription key for ${api.displayName}`,
    prompt: 'It is kept in the secret storage of this editor only',
    kind: 'secret',
  })
  return value === undefined ? undefined : { value }
}

async function pick(
  { ports, asks }: KeyChoice,
  api: Api,
  found: readonly ApimSubscription[],
): Promise<ApimSubscription | 'typed' | 'none' | undefined> {
  if (asks !== 'questions') return found[0] ?? 'none'
  if (found.length === 1) return found[0]
  if (found.length === 0) return 'typed'
  return ports.choose<ApimSubscription | 'typed'>({
    title: `Which subscription to ${api.displayName}?`,
    choices: [
      ...found.map((one) => ({ label: labelOf(one), description: scopeInWords(one, api), value: one })),
      { label: 'Enter a key…', description: 'of a subscription that is not listed', value: 'typed' as const },
    ],
  })
}

const labelOf = ({ displayName, id }: ApimSubscription): string => (displayName === '' ? id : displayName)

const scopeInWords = (one: ApimSubscription, api: Api): string => {
  const product = productOf(one)
  if (product !== undefined) return `product ${product}`
  return isOf(one, api) ? `API ${api.displayName}` : 'all APIs'
}

/**
 * Narrowest first: the API's own, then those of products that hold the API, then those of all APIs. Without the right to list
 * them there are none, which is told, since a key can still be given.
 */
async function candidates(
  { instance, subscription, ports }: KeyChoice,
  api: Api,
  signal: AbortSignal,
): Promise<readonly ApimSubscription[]> {
  const active = await activeOnes(instance, subscription === undefined ? ports : undefined, signal)
  if (subscription !== undefined && 'id' in subscription) {
    const named = active.find(({ id }) => id === subscription.id)
    if (named === undefined)
      throw absent(
        `active subscription "${subscription.id}"`,
        active.map(({ id }) => id),
      )
    return [named]
  }
  const ofProducts: ApimSubscription[] = []
  const holds = new Map<string, boolean>()
  for (const candidate of active) {
    const product = productOf(candidate)
    if (product === undefined) continue
    if (!holds.has(product))
      holds.set(product, (await instance.listProductApis(product, { signal })).includes(baseOf(api)))
    if (holds.get(product)) ofProducts.push(candidate)
  }
  const ofAll = active.filter(({ scope }) => /\/apis\/?$/i.test(scope) || /\/service\/[^/]+\/?$/i.test(scope))
  return [...active.filter((one) => isOf(one, api)), ...ofProducts, ...ofAll]
}

async function activeOnes(
  instance: InstancePort,
  ports: Ports | undefined,
  signal: AbortSignal,
): Promise<readonly ApimSubscription[]> {
  try {
    return (await instance.listSubscriptions({ signal })).filter(({ state }) => state.toLowerCase() === 'active')
  } catch (error) {
    if (ports === undefined || !isServiceError(error) || error.kind !== 'forbidden') throw error
    ports.log(`The subscriptions cannot be listed, so a key has to be given: ${error.message}`)
    return []
  }
}

const baseOf = ({ id }: Api): string => id.replace(/;rev=\d+$/i, '')

const isOf = ({ scope }: ApimSubscription, api: Api): boolean =>
  /\/apis\/([^/]+)$/i.exec(scope)?.[1]?.toLowerCase() === baseOf(api).toLowerCase()
