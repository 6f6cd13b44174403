import type { Exchange, ResponseState } from '../pipeline/exchange.ts'
import { fault } from '../pipeline/fault.ts'
import type { GatewayPorts } from '../ports.ts'

/** As many as the HTTP client of .NET follows. */
const mostRedirects = 50

const redirecting: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])

/**
 * Follows the redirects of a back end until one answers something else. Credentials stay with the origin that they were for.
 * @param timeout milliseconds for each answer.
 * @throws PolicyFault when there is no end to them, or when the body would have to be sent again and has not been kept.
 */
export async function followRedirects(
  exchange: Exchange,
  first: ResponseState,
  { ports, timeout }: { readonly ports: GatewayPorts; readonly timeout: number },
): Promise<ResponseState> {
  const { request, setting, target } = exchange
  let url = (target?.origin ?? '') + (target?.path ?? '') + request.path + request.query
  let { method } = request
  let { headers } = request
  let response = first
  for (let hop = 0; redirecting.has(response.status); hop++) {
    const location = response.headers.first('Location')
    if (location === undefined) break
    if (hop === mostRedirects)
      throw fault({ reason: 'BackendConnectionFailure', message: `The back end redirects more than ${hop} times.` })
    if (!URL.canParse(location, url))
      throw fault({ reason: 'BackendConnectionFailure', message: `The back end redirects to "${location}", no URL.` })
    const next = new URL(location, url)
    if (next.origin !== new URL(url).origin) {
      headers = headers.copy()
      headers.delete('Authorization')
    }
    // https://www.rfc-editor.org/rfc/rfc9110#section-15.4
    if (response.status === 303 || (response.status < 303 && method === 'POST'))
      method = method === 'HEAD' ? 'HEAD' : 'GET'
    const body = method === 'GET' || method === 'HEAD' ? undefined : keptBody(exchange)
    response.body?.discard()
    exchange.trace.say(`Redirected to ${next.origin}${next.pathname}.`)
    url = next.href
    response = await ports.fetch({
      method,
      url,
      headers: headers.raw,
      timeout,
      limit: setting.bodyLimit,
      ...(body ? { body } : {}),
    })
  }
  return response
}

function keptBody({ request: { body } }: Exchange): Uint8Array | undefined {
  if (body && !body.isBuffered)
    throw fault({
      reason: 'RequestBodyConsumed',
      message:
        'The back end redirects, and the body of the request has been sent already; keep it with buffer-request-body="true" on forward-request.',
    })
  return body?.bytes()
}
