import { REDACTED, redactHeader, redactUrl } from '../azure/redact.ts'
import { isLoopback, type Routes, routed } from '../azure/routes.ts'
import { ServiceError } from '../azure/service-error.ts'
import { noAnswerError } from './no-answer.ts'
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
  /** From sending to the head of the answer. */
  readonly waited?: number
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
  /** Query parameters whose values are secret besides the usual ones. */
  readonly secretParameters?: readonly string[]
  /** Values that are hidden wherever they stand: a back end may send back what it was sent. */
  readonly secrets?: readonly string[]
  /** Milliseconds after which no answer is waited for any longer; a minute when absent. */
  readonly timeout?: number | undefined
}

const usualTimeout = 60_000
const usualParameters = ['subscription-key', 'code', 'sig', 'access_token']

/** Anything that looks like a JSON Web Token. */
const TOKEN = /\beyJ[\w-]{5,}\.[\w-]+(?:\.[\w-]*)*/g

/** Takes what is known to be secret, and what looks like a token, out of a text. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  const spelled = secrets.flatMap((secret) => [secret, encodeURIComponent(secret)])
  return spelled
    .filter((secret) => secret.length >= 4)
    .reduce((hidden, secret) => hidden.replaceAll(secret, REDACTED), text)
    .replace(TOKEN, REDACTED)
}

const shown = (
  headers: Readonly<Record<string, string>>,
  { secretHeaders = [], secrets = [] }: SendOptions,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      withoutSecrets(redactHeader(name, value, secretHeaders), secrets),
    ]),
  )

/**
 * Sends one request, following no redirect: a redirect is an answer worth seeing.
 * @throws ServiceError when no answer comes; `unreachable` when that is the network's or the host's doing.
 */
export async function exchange(request: OperationRequest, options: SendOptions = {}): Promise<Exchange> {
  const { signal, routes, secrets = [], secretParameters = [], timeout = usualTimeout } = options
  refusePlainHttp(request)
  const start = performance.now()
  const late = AbortSignal.timeout(timeout)
  try {
    const target = routes === undefined ? { url: request.url, headers: {} } : routed(request.url, routes)
    const response = await fetch(target.url, {
      method: request.method,
      headers: { ...request.headers, ...target.headers },
      redirect: 'manual',
      ...(request.body === undefined || request.method === 'GET' || request.method === 'HEAD'
        ? {}
        : { body: request.body }),
      signal: signal === undefined ? late : AbortSignal.any([signal, late]),
    })
    const waited = performance.now() - start
    const { text, truncated } = await readBody(response)
    return {
      request: {
        method: request.method,
        url: withoutSecrets(redactUrl(request.url, [...usualParameters, ...secretParameters]), secrets),
        headers: shown(request.headers, options),
        body: request.body === undefined ? undefined : withoutSecrets(request.body, secrets),
      },
      response: {
        status: response.status,
        statusText: response.statusText,
        headers: shown(Object.fromEntries(response.headers), options),
        body: withoutSecrets(text, secrets),
        truncated,
      },
      waited,
      milliseconds: performance.now() - start,
    }
  } catch (error) {
    throw noAnswerError(error, { url: request.url, timedOut: late.aborted && signal?.aborted !== true })
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
