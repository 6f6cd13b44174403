import { type Cloud, clouds } from '../identity/clouds.ts'
import type { LoopbackRequest } from '../loopback/server.ts'
import type { Answer, Call, NeighbourPort } from './resource.ts'

/** Headers that decide what a request means or what its answer says; the rest is of the connection. */
const CARRIED = ['authorization', 'content-type', 'if-match', 'if-none-match', 'accept']
const ANSWERED = ['etag', 'location', 'azure-asyncoperation', 'retry-after', 'content-type', 'www-authenticate']

/**
 * Lets another local instance answer for what is its own: to Azure Resource Manager they are services of one subscription.
 * @returns undefined when the request is not for a neighbour.
 */
export async function askNeighbour(
  port: NeighbourPort | undefined,
  cloud: Cloud,
  request: LoopbackRequest,
): Promise<Answer | undefined> {
  const service =
    /^(\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/Microsoft\.ApiManagement\/service\/[^/]+)(?:\/|$)/i.exec(
      request.url.pathname,
    )?.[1]
  const origin = service === undefined ? undefined : port?.originOf(service)
  if (origin === undefined) return undefined
  const headers: Record<string, string> = { 'x-policywright-host': cloud.armHost }
  for (const name of CARRIED) {
    const value = request.headers[name]
    if (typeof value === 'string') headers[name] = value
  }
  const response = await fetch(`${origin}${request.url.pathname}${request.url.search}`, {
    method: request.method,
    headers,
    ...(request.body === '' ? {} : { body: request.body }),
  })
  const text = await response.text()
  const carried = ANSWERED.flatMap((name) => {
    const value = response.headers.get(name)
    return value === null ? [] : [[name, value] as const]
  })
  return { status: response.status, headers: Object.fromEntries(carried), ...(text === '' ? {} : { body: text }) }
}

/** The neighbours' services below a collection, as their own management sides show them; one that is gone is left out. */
export async function servicesOfNeighbours(call: Call): Promise<readonly Service[]> {
  const found = await Promise.all(
    (call.cx.neighbours?.all() ?? []).map(async ({ id, origin }) => {
      const response = await fetch(`${origin}${id}${call.url.search}`, {
        headers: {
          authorization: call.headers.authorization ?? '',
          'x-policywright-host': clouds[call.cloud.name].armHost,
        },
      }).catch(() => undefined)
      return response?.status === 200 ? [(await response.json()) as Service] : []
    }),
  )
  return found.flat()
}

interface Service {
  readonly name: string
  readonly properties?: Readonly<Record<string, unknown>>
}
