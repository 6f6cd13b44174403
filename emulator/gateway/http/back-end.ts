import type { IncomingMessage } from 'node:http'
import { Agent, type Dispatcher, errors } from 'undici'
import type { Exchange, ResponseState } from '../pipeline/exchange.ts'
import { fault, type PolicyFault } from '../pipeline/fault.ts'
import { HeaderList } from '../pipeline/header-list.ts'
import { MessageBody } from '../pipeline/message-body.ts'
import type { ForwardOptions, GatewayRequest } from '../ports.ts'
import { BackEndBody } from './body-stream.ts'
import { CallerBody } from './caller-body.ts'
import { connectionOptions, isHopByHop } from './hop-by-hop.ts'
import type { Destination } from './routes.ts'

/** Calls back ends, and whatever else the gateway calls. */
export interface BackEndClient {
  forward(exchange: Exchange, options: ForwardOptions): Promise<ResponseState>
  fetch(request: GatewayRequest): Promise<ResponseState>
  close(): Promise<void>
}

/** How long a body may be silent: as long as a back end may think before it answers. */
const bodyTimeout = 300_000

export function createBackEndClient(destination: (origin: string) => Destination): BackEndClient {
  const agent = new Agent({ connections: 128, pipelining: 1 })

  const dispatch = (
    options: Dispatcher.DispatchOptions,
  ): { answer: Promise<ResponseState>; abort: (reason: Error) => void } => {
    const handler = new AnswerHandler()
    const answer = new Promise<ResponseState>((resolve, reject) => {
      handler.resolve = resolve
      handler.reject = reject
    })
    agent.dispatch(options, handler)
    return { answer, abort: (reason) => handler.abort(reason) }
  }

  return {
    forward(exchange, { timeout }) {
      const { target, request } = exchange
      if (!target)
        throw fault({
          reason: 'BackendNotFound',
          message: 'The API has no service URL, and no set-backend-service named a back end.',
          answer: 'The API has no service URL, and no set-backend-service named a back end.',
        })
      if (exchange.isDisconnected) throw clientGone()
      const { origin, host } = destination(target.origin)
      const { answer, abort } = dispatch({
        origin,
        path: target.path + request.path + withQuery(request.query, target.query),
        method: request.method as Dispatcher.HttpMethod,
        headers: requestHeaders(exchange, host),
        body: requestBody(request.body),
        headersTimeout: timeout,
        bodyTimeout,
      })
      exchange.cancel = () => abort(clientGone())
      return answer
    },
    async fetch({ method, url, headers, body, timeout, limit }) {
      const { protocol, pathname, search, origin } = parseUrl(url)
      if (protocol !== 'http:' && protocol !== 'https:') throw badUrl(url)
      const to = destination(origin)
      const { answer, abort } = dispatch({
        origin: to.origin,
        path: pathname + search,
        method: method as Dispatcher.HttpMethod,
        headers: ['Host', to.host, ...ownHeaders(headers)],
        body: body ?? null,
        headersTimeout: timeout,
        bodyTimeout: timeout,
      })
      const timer = setTimeout(() => abort(timedOut()), timeout)
      try {
        const response = await answer
        await response.body?.buffer(limit)
        return response
      } finally {
        clearTimeout(timer)
      }
    },
    close: () => agent.destroy(),
  }
}

/** Receives one answer. Headers settle the promise; the body goes on by itself. */
class AnswerHandler implements Dispatcher.DispatchHandler {
  resolve: (response: ResponseState) => void = () => {}
  reject: (error: Error) => void = () => {}
  private controller: Dispatcher.DispatchController | undefined
  private body: BackEndBody | undefined
  private aborted: Error | undefined

  abort(reason: Error): void {
    this.aborted = reason
    this.controller?.abort(reason)
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller
    if (this.aborted) controller.abort(this.aborted)
  }

  onResponseStart(controller: Dispatcher.DispatchController, status: number, _headers: unknown, reason = ''): void {
    if (status < 200) return
    const body = new BackEndBody(controller)
    this.body = body
    const headers = new HeaderList(responseHeaders(controller.rawHeaders))
    this.resolve({ status, reason, headers, body: new MessageBody({ stream: body }) })
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.body?.push(chunk)
  }

  onResponseEnd(): void {
    this.body?.finish()
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    const found = faultOf(error)
    if (this.body) this.body.fail(found)
    else this.reject(found)
  }
}

function faultOf(error: Error): Error {
  if (error instanceof errors.HeadersTimeoutError) return timedOut()
  if ('details' in error) return error
  const why = 'code' in error && typeof error.code === 'string' ? `${error.message} (${error.code})` : error.message
  return fault({
    reason: 'BackendConnectionFailure',
    message: `The back end could not be reached: ${why}`,
    cause: error,
  })
}

const timedOut = (): PolicyFault =>
  fault({ reason: 'Timeout', message: 'The request has timed out: no response headers came in time.' })

const clientGone = (): PolicyFault =>
  fault({ reason: 'ClientConnectionFailure', message: 'The client closed the connection.', status: 400 })

const badUrl = (url: string): PolicyFault =>
  fault({ reason: 'ConfigurationInvalid', message: `"${url}" is not an http or https URL.` })

function parseUrl(url: string): URL {
  try {
    return new URL(url)
  } catch {
    throw badUrl(url)
  }
}

function withQuery(query: string, added: string): string {
  if (added === '') return query
  return query === '' ? added : `${query}&${added.slice(1)}`
}

function requestBody(body: MessageBody | undefined): IncomingMessage | Uint8Array | null {
  if (!body) return null
  if (body.stream instanceof CallerBody) return body.stream.take()
  return body.bytes() ?? null
}

/** Host is the back end's unless a policy set another; the caller's address is appended to X-Forwarded-For. */
function requestHeaders(exchange: Exchange, host: string): string[] {
  const { request, arrival, target } = exchange
  const { raw } = request.headers
  const options = connectionOptions(raw)
  const streams = request.body?.stream !== undefined
  const headers: string[] = ['Host', host]
  let forwarded: string | undefined
  for (let at = 0; at < raw.length; at += 2) {
    const name = raw[at] ?? ''
    const value = raw[at + 1] ?? ''
    switch (name.length) {
      case 4:
        if (name.toLowerCase() === 'host') {
          if (value !== arrival.host) headers[1] = value
          continue
        }
        break
      case 6:
        if (name.toLowerCase() === 'expect') continue
        break
      case 14:
        // Of bytes in memory undici writes the length itself; that of a stream is the one that the caller announced.
        if (!streams && name.toLowerCase() === 'content-length') continue
        break
      case 15:
        if (name.toLowerCase() === 'x-forwarded-for') {
          forwarded = forwarded === undefined ? value : `${forwarded}, ${value}`
          continue
        }
        break
    }
    if (isHopByHop(name) || options?.has(name.toLowerCase())) continue
    headers.push(name, value)
  }
  headers.push('X-Forwarded-For', forwarded === undefined ? arrival.ipAddress : `${forwarded}, ${arrival.ipAddress}`)
  if (target && target.headers.length > 0) addCredentials(headers, target.headers)
  return headers
}

/** A back end's credentials replace what the request says. */
function addCredentials(headers: string[], credentials: readonly string[]): void {
  const list = new HeaderList(headers)
  for (let at = 0; at < credentials.length; at += 2) list.delete(credentials[at] ?? '')
  headers.splice(0, headers.length, ...list.raw, ...credentials)
}

function ownHeaders(raw: readonly string[]): string[] {
  const headers: string[] = []
  for (let at = 0; at < raw.length; at += 2) {
    const name = raw[at] ?? ''
    const lower = name.toLowerCase()
    if (isHopByHop(name) || lower === 'content-length' || lower === 'host' || lower === 'expect') continue
    headers.push(name, raw[at + 1] ?? '')
  }
  return headers
}

function responseHeaders(raw: Dispatcher.DispatchController['rawHeaders']): string[] {
  const headers: string[] = []
  if (!Array.isArray(raw)) return headers
  for (const part of raw) headers.push(typeof part === 'string' ? part : part.toString('latin1'))
  const options = connectionOptions(headers)
  let kept = 0
  for (let at = 0; at < headers.length; at += 2) {
    const name = headers[at] ?? ''
    if (isHopByHop(name) || options?.has(name.toLowerCase())) continue
    headers[kept] = name
    headers[kept + 1] = headers[at + 1] ?? ''
    kept += 2
  }
  headers.length = kept
  return headers
}
