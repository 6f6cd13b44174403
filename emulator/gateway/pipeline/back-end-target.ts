/** Where requests go: an API's service URL, or what `set-backend-service` put in its place. */
export interface BackEndTarget {
  readonly scheme: string
  /** Host name with a port that is not the scheme's own. */
  readonly host: string
  readonly hostname: string
  readonly port: number
  readonly origin: string
  /** Without a slash at the end. */
  readonly path: string
  /** Appended to each request. */
  readonly query: string
  /** Name, value, name, value: the credentials of a back end entity. */
  readonly headers: readonly string[]
  /** The back end entity that it comes from. */
  readonly id: string | undefined
}

/** @throws TypeError when the URL is not absolute http or https. */
export function backEndTarget(
  url: string,
  entity: { readonly id?: string; readonly headers?: readonly string[]; readonly query?: string } = {},
): BackEndTarget {
  const parsed = new URL(url)
  if (parsed.protocol !== 'http:' && parsed.protocol !== 'https:')
    throw new TypeError(`"${url}" is not an http or https URL`)
  const own = parsed.protocol === 'https:' ? 443 : 80
  return {
    scheme: parsed.protocol.slice(0, -1),
    host: parsed.host,
    hostname: parsed.hostname,
    port: parsed.port === '' ? own : Number(parsed.port),
    origin: parsed.origin,
    path: parsed.pathname.replace(/\/+$/, ''),
    query: entity.query ?? '',
    headers: entity.headers ?? [],
    id: entity.id,
  }
}
