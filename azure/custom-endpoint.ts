import { type Cloud, clouds } from './clouds.ts'

/** Reads a JSON document without a token. */
export type GetJson = (url: string) => Promise<unknown>

/** Wrong text, or an endpoint that does not say where to sign in. The message is for the user. */
export class EndpointError extends Error {
  override readonly name = 'EndpointError'
}

/**
 * The origin that a text names, or the reason why it cannot be an endpoint: a token is sent there, so nothing but TLS will do.
 * @throws EndpointError
 */
export function endpointOrigin(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined) throw new EndpointError(`'${text}' is not a URL; an endpoint is https://host.`)
  if (url.protocol !== 'https:')
    throw new EndpointError(`'${text}' is not reached over TLS; an endpoint begins with https://.`)
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '' || url.pathname !== '/')
    throw new EndpointError(`'${text}' holds more than a host; an endpoint is https://host.`)
  return url.origin
}

/** The cloud of Azure's own that the endpoint belongs to. */
export const cloudOfEndpoint = (origin: string): Cloud | undefined =>
  [clouds.public, clouds['us-government'], clouds.china].find(({ armEndpoint }) => armEndpoint === origin)

/**
 * The cloud behind an Azure Resource Manager that is none of Azure's own, such as an Azure Stack Hub: it tells itself where to sign in and
 * for what.
 * https://learn.microsoft.com/azure-stack/user/azure-stack-rest-api-use
 * @param origin see `endpointOrigin`
 * @param base tells what the endpoint does not
 * @throws EndpointError when it does not say that
 */
export async function cloudAtEndpoint(origin: string, base: Cloud, get: GetJson = getJson): Promise<Cloud> {
  const own = cloudOfEndpoint(origin)
  if (own !== undefined) return own
  const document = await get(`${origin}/metadata/endpoints?api-version=2015-01-01`)
  const { authentication } = (document ?? {}) as { readonly authentication?: Authentication }
  const { loginEndpoint, audiences = [] } = authentication ?? {}
  const [audience] = audiences
  if (typeof loginEndpoint !== 'string' || !URL.canParse(loginEndpoint) || typeof audience !== 'string')
    throw new EndpointError(`${origin} does not say where to sign in, so it is no Azure Resource Manager.`)
  const authority = new URL(loginEndpoint)
  if (authority.protocol !== 'https:')
    throw new EndpointError(`${origin} wants a sign-in at ${loginEndpoint}, which is not reached over TLS.`)
  const bare = audience.replace(/\/$/, '')
  return {
    ...base,
    label: new URL(origin).host,
    armEndpoint: origin,
    armScope: `${audience}/.default`,
    managementAudiences: [bare, `${bare}/`],
    authority: authority.origin,
  }
}

interface Authentication {
  readonly loginEndpoint?: unknown
  readonly audiences?: readonly unknown[]
}

async function getJson(url: string): Promise<unknown> {
  const { origin } = new URL(url)
  try {
    const response = await fetch(url, { redirect: 'error', headers: { accept: 'application/json' } })
    if (!response.ok) throw new EndpointError(`${origin} answered ${response.status} when asked where to sign in.`)
    return await response.json()
  } catch (error) {
    if (error instanceof EndpointError) throw error
    const { cause, message } = error as Error
    throw new EndpointError(
      `${origin} cannot be asked where to sign in: ${(cause as Error | undefined)?.message ?? message}.`,
    )
  }
}
