import { redactHeader, redactUrl } from '../azure/redact.ts'
import { isLoopback, type Routes, routed } from '../azure/routes.ts'
import { ServiceError, serviceError } from '../azure/service-error.ts'
import type { OperationRequest } from './operation-request.ts'

/** One request and its answer, as they may be shown: no token, no key. */
export interface Exchange {
  readonly request: {
    readonly method: string
    readonly url: string
    readonly headers: Readonly<Record<string, string>>
    readonly body: string | undefined
  }
  readonly response: {
    readonly status: number
    readonly statusText: string
    readonly headers: Readonly<Record<string, string>>
    /** At most `MOST_BODY` characters. */
    readonly body: string
    readonly truncated: boolean
  }
  /** From sending to the last byte that was read. */
  readonly milliseconds: number
}

/** Characters of a body that are kept. */
const MOST_BODY = 256 * 1024

export interface SendOptions {
  readonly signal?: AbortSignal | undefined
  readonly routes?: Routes | undefined
  /** Headers whose values are secret besides the usual ones. */
  readonly secretHeaders?: readonly string[]
}

const shown = (
  headers: Readonly<Record<string, string>>,
  secret: readonly string[],
): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, redactHeader(name, value, secret)]))

/**
 * Sends one request, following no redirect: a redirect is an answer worth seeing.
 * @throws ServiceError when no answer comes.
 */
export async function exchange(request: OperationRequest, options: SendOptions = {}): Promise<Exchange> {
  const { signal, routes, secretHeaders = [] } = options
  refusePlainHttp(request)
  const start = performance.now()
  try {
    const target = routes === undefined ? { url: request.url, headers: {} } : routed(request.url, routes)
    const response = await fetch(target.url, {
      method: request.method,
      headers: { ...request.headers, ...target.headers },
      redirect: 'manual',
      ...(request.body === undefined || request.method === 'GET' || request.method === 'HEAD'
        ? {}
        : { body: request.body }),
      ...(signal ? { signal } : {}),
    })
    const { text, truncated } = await readBody(response)
    return {
      request: {
        method: request.method,
        url: redactUrl(request.url),
        headers: shown(request.headers, secretHeaders),
        body: request.body,
      },
      response: {
        status: response.status,
        statusText: response.statusText,
        headers: shown(Object.fromEntries(response.headers), secretHeaders),
        body: text,
        truncated,
      },
      milliseconds: performance.now() - start,
    }
  } catch (error) {
    throw serviceError(error, `calling ${redactUrl(request.url)}`, request.url)
  }
}

/** A token or key that travels in clear text belongs to everybody on the way. */
function refusePlainHttp({ url, headers }: OperationRequest): void {
  const target = new URL(url)
  if (target.protocol === 'https:' || isLoopback(target.hostname) || Object.keys(headers).length === 0) return
  throw new ServiceError({
    kind: 'other',
    message: `${target.host} would be called over plain HTTP, where everybody on the way reads tokens and keys; nothing was sent. Give a gateway address with https.`,
  })
}

async function readBody(response: Response): Promise<{ readonly text: string; readonly truncated: boolean }> {
  if (response.body === null) return { text: '', truncated: false }
  const decoder = new TextDecoder()
  const reader = response.body.getReader()
  let text = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return { text: text + decoder.decode(), truncated: false }
    text += decoder.decode(value, { stream: true })
    if (text.length > MOST_BODY) {
      await reader.cancel()
      return { text: text.slice(0, MOST_BODY), truncated: true }
    }
  }
}
