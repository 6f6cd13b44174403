/** Where the hosts of the local instance really are. Pure, so that every HTTP client can share it. */

/** Header that tells a loopback server which real host was meant. */
export const HOST_HEADER = 'x-policywright-host'

/** Real host name -> loopback origin. */
export type Routes = Readonly<Record<string, string>>

class NoRouteError extends Error {
  override readonly name = 'NoRouteError'
  readonly host: string
  constructor(host: string) {
    super(`The local instance does not stand in for ${host}, and nothing else is reached from it.`)
    this.host = host
  }
}

export interface Routed {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
}

export const isLoopback = (hostname: string): boolean =>
  hostname === '127.0.0.1' || hostname === 'localhost' || hostname === '[::1]'

/**
 * Where a URL really goes: the loopback origin of its host, its path and query untouched.
 * @throws NoRouteError when the host has no route and is not the loopback itself.
 */
export function routed(url: string, routes: Routes): Routed {
  const target = new URL(url)
  const origin = routes[target.host] ?? routes[target.hostname]
  if (origin === undefined) {
    if (isLoopback(target.hostname)) return { url, headers: {} }
    throw new NoRouteError(target.host)
  }
  return { url: `${new URL(origin).origin}${target.pathname}${target.search}`, headers: { [HOST_HEADER]: target.host } }
}
