import { fault } from '../pipeline/fault.ts'

/** Where a request really goes. */
export interface Destination {
  readonly origin: string
  /** For the Host header: the real name, whatever the origin is. */
  readonly host: string
}

export type Routes = Readonly<Record<string, string>>

const loopback: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]'])

/**
 * Resolves origins: a host with a route goes to its loopback origin, loopback itself is reached directly, and everything else
 * is refused, so that a local instance never calls out by surprise.
 */
export function createDestinations(routes: Routes): (origin: string) => Destination {
  const known = new Map<string, Destination & { readonly route: string | undefined }>()
  const resolve = (origin: string): Destination => {
    const url = new URL(origin)
    const route = routes[url.host]
    if (route !== undefined) return { origin: new URL(route).origin, host: url.host }
    if (loopback.has(url.hostname)) return { origin: url.origin, host: url.host }
    const message = `The local gateway does not call ${url.host}: it is neither on this machine nor one of the hosts that the instance stands in for (${Object.keys(routes).join(', ') || 'none'}).`
    throw fault({ reason: 'BackendConnectionFailure', message, answer: message })
  }
  return (origin) => {
    const found = known.get(origin)
    // Routes of other local instances come and go.
    if (found && routes[found.host] === found.route) return found
    const destination = resolve(origin)
    if (found || known.size < capacity) known.set(origin, { ...destination, route: routes[destination.host] })
    return destination
  }
}

const capacity = 1000
