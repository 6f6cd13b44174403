import type { JWK } from 'jose'
import type { IdentityServer } from '../identity/identity-server.ts'
import type { NeighbourPort } from '../management/resource.ts'
import { systemAssigned } from './directory-seed.ts'
import { type LocalNames, namesOf } from './names.ts'
import { gatewayHostsOf } from './routes.ts'

/** What one local instance tells another, as JSON: public keys only. */
interface Neighbour {
  /** As `policywright local --name` has it. */
  readonly name: string
  readonly managementUrl: string
  readonly gatewayUrl: string
  readonly keys: readonly JWK[]
}

/**
 * The other local instances of this machine. All are of one tenant and one subscription: each takes the others' tokens, calls
 * their gateways by their real host names, and asks their management side for what is theirs.
 */
export interface Neighbours {
  readonly port: NeighbourPort
  /** What to tell the others; the instance must be listening. */
  readonly own: () => Neighbour
  /** @throws Error when it is not the description of a local instance. */
  add(neighbour: unknown): void
  /** Meets an instance of another process. @throws Error when it does not answer. */
  meet(managementUrl: string): Promise<void>
  /** Tells all of them that this one ends. */
  leave(): Promise<void>
}

export interface NeighboursOptions {
  readonly name: string
  readonly identity: IdentityServer
  /** Real host -> origin; hosts of neighbours come and go in it. */
  readonly routes: Record<string, string>
  readonly urls: () => { readonly managementUrl: string; readonly gatewayUrl: string }
  readonly log?: ((line: string) => void) | undefined
}

const LOOPBACK = /^http:\/\/127\.0\.0\.1:\d+$/

export function createNeighbours({ identity, log, name, routes, urls }: NeighboursOptions): Neighbours {
  const known = new Map<string, Neighbour & { readonly names: LocalNames }>()
  const own = (): Neighbour => ({ name, ...urls(), keys: identity.keys.own })

  const add = (value: unknown): void => {
    const neighbour = read(value)
    if (neighbour.name === name) throw new Error(`This instance is called '${name}' itself.`)
    const names = namesOf(neighbour.name)
    identity.keys.trust(neighbour.name, neighbour.keys)
    identity.directory.addPrincipal(systemAssigned(names.serviceName, names.serviceId))
    for (const host of gatewayHostsOf(names.serviceName)) routes[host] = neighbour.gatewayUrl
    known.set(neighbour.name, { ...neighbour, names })
  }
  const remove = (gone: string): void => {
    const neighbour = known.get(gone)
    if (neighbour === undefined) return
    known.delete(gone)
    identity.keys.trust(gone, [])
    identity.directory.removePrincipal(systemAssigned(neighbour.names.serviceName, neighbour.names.serviceId).objectId)
    for (const host of gatewayHostsOf(neighbour.names.serviceName)) delete routes[host]
  }
  const tell = async (url: string, method: 'POST' | 'DELETE', body: object): Promise<unknown> => {
    const response = await fetch(`${url}/_local/neighbours`, { method, body: JSON.stringify(body) })
    const text = await response.text()
    if (!response.ok) throw new Error(`${url} answered ${response.status}: ${text}`)
    return text === '' ? undefined : JSON.parse(text)
  }
  /** A neighbour that was killed says nothing; it is found out here. */
  const tellAll = async (method: 'POST' | 'DELETE', body: object): Promise<void> => {
    for (const { managementUrl, name: other } of [...known.values()])
      await tell(managementUrl, method, body).catch((error: Error) => {
        log?.(`The local instance '${other}' is gone: ${error.message}`)
        remove(other)
      })
  }
  identity.keys.onRotated(() => tellAll('POST', own()))

  return {
    own,
    add,
    async meet(managementUrl) {
      add(await tell(managementUrl, 'POST', own()))
    },
    leave: () => tellAll('DELETE', { name }),
    port: {
      originOf(serviceId) {
        const wanted = serviceId.toLowerCase()
        return [...known.values()].find(({ names }) => names.serviceId.toLowerCase() === wanted)?.managementUrl
      },
      all: () =>
        [...known.values()].map(({ names, managementUrl }) => ({ id: names.serviceId, origin: managementUrl })),
      met(body) {
        add(body)
        return own()
      },
      left: (body) => remove(String((body as { name?: unknown } | undefined)?.name)),
    },
  }
}

function read(value: unknown): Neighbour {
  const { name, managementUrl, gatewayUrl, keys } = (value ?? {}) as Partial<Neighbour>
  if (typeof name !== 'string' || !LOOPBACK.test(String(managementUrl)) || !LOOPBACK.test(String(gatewayUrl)))
    throw new Error('A neighbour needs a name, a managementUrl and a gatewayUrl on 127.0.0.1.')
  return {
    name,
    managementUrl: String(managementUrl),
    gatewayUrl: String(gatewayUrl),
    keys: Array.isArray(keys) ? keys : [],
  }
}
