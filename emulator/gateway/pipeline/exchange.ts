import type { LastErrorModel } from '../../../language-server/core/expression/context-model.ts'
import type { ResponseCaching } from '../cache/cached-response.ts'
import type {
  GatewayApi,
  GatewayConfiguration,
  GatewayOperation,
  GatewayProduct,
  GatewaySubscription,
} from '../configuration.ts'
import type { GatewayPorts } from '../ports.ts'
import type { BackEndTarget } from './back-end-target.ts'
import { HeaderList } from './header-list.ts'
import type { MessageBody } from './message-body.ts'
import { type Needs, needsNothing, needsRequestBody, needsResponseBody, type Step } from './step.ts'
import { TraceRecorder } from './trace-recorder.ts'

/** The request as the policies change it on its way to the back end. */
export interface RequestState {
  method: string
  /** Below the back end's base path, with its leading slash. */
  path: string
  /** With the leading `?`, or empty. */
  query: string
  readonly headers: HeaderList
  body: MessageBody | undefined
}

export interface ResponseState {
  status: number
  reason: string
  readonly headers: HeaderList
  body: MessageBody | undefined
}

/** The request as it arrived. */
export interface Arrival {
  readonly method: string
  /** Path and query as written. */
  readonly target: string
  readonly rawHeaders: string[]
  readonly body: MessageBody | undefined
  readonly ipAddress: string
  /** The Host header. */
  readonly host: string
}

/** What the router and the subscription check found. */
export interface Match {
  readonly api: GatewayApi
  readonly operation: GatewayOperation | undefined
  readonly product: GatewayProduct | undefined
  readonly subscription: GatewaySubscription | undefined
  readonly parameters: ReadonlyMap<string, string>
}

/** `wrong-api`: it is good for another API. `unknown`: it is no credential of this instance, so nothing is traced and nothing said. */
export type DebugAuthorization = 'accepted' | 'expired' | 'wrong-api' | 'unknown'

export interface ExchangeSetting {
  readonly ports: GatewayPorts
  readonly configuration: GatewayConfiguration
  /** Largest body in bytes that is read into memory when a policy needs it. */
  readonly bodyLimit: number
  readonly debugAuthorization: (authorization: string, apiId: string) => DebugAuthorization
}

const noParameters: ReadonlyMap<string, string> = new Map()

/** One request on its way through the gateway, and everything that its policies may see and change. */
export class Exchange {
  readonly setting: ExchangeSetting
  readonly arrival: Arrival
  readonly timestamp: number
  readonly request: RequestState
  readonly trace = new TraceRecorder()
  response: ResponseState | undefined
  target: BackEndTarget | undefined
  match: Match | undefined
  lastError: LastErrorModel | undefined
  /** The policy that runs, for `LastError`. */
  step: Step | undefined
  /** Only the first `cors` policy counts. */
  isCorsHandled = false
  /** Set by `cache-lookup`, for `cache-store`. */
  caching: ResponseCaching | undefined
  /** Set by the transport when the caller has gone. */
  isDisconnected = false
  /** Ends what the request waits for when the caller goes away. */
  cancel: (() => void) | undefined
  /** Milliseconds from arrival to the end of the answer. */
  duration: number | undefined
  private readonly startedAt: number
  private readonly store = new Map<string, unknown>()
  private lateHeaders: string[] | undefined
  private counted: Set<string> | undefined
  private late: { readonly work: () => void; readonly needs: Needs }[] | undefined
  private id: string | undefined

  constructor(arrival: Arrival, setting: ExchangeSetting) {
    this.setting = setting
    this.arrival = arrival
    this.timestamp = setting.ports.now()
    this.startedAt = setting.ports.monotonic()
    const mark = arrival.target.indexOf('?')
    this.request = {
      method: arrival.method,
      path: mark < 0 ? arrival.target : arrival.target.slice(0, mark),
      query: mark < 0 ? '' : arrival.target.slice(mark),
      headers: new HeaderList(arrival.rawHeaders.slice()),
      body: arrival.body,
    }
  }

  /** Milliseconds since the request arrived. */
  elapsed(): number {
    return this.setting.ports.monotonic() - this.startedAt
  }

  /** What became of the caller's wish for a trace; undefined when there is none. */
  get debug(): DebugAuthorization | undefined {
    const authorization = this.request.headers.first('Apim-Debug-Authorization')
    return authorization === undefined
      ? undefined
      : this.setting.debugAuthorization(authorization, this.match?.api.id ?? '')
  }

  get requestId(): string {
    this.id ??= this.setting.ports.newGuid()
    return this.id
  }

  get variables(): ReadonlyMap<string, unknown> {
    return this.store
  }

  get parameters(): ReadonlyMap<string, string> {
    return this.match?.parameters ?? noParameters
  }

  setVariable(name: string, value: unknown): void {
    this.trace.change(`variable ${name}`, show(this.store.get(name)), show(value))
    this.store.set(name, value)
  }

  setStatus(status: number, reason: string): void {
    const { response } = this
    if (!response) return
    this.trace.change('status', `${response.status} ${response.reason}`.trim(), `${status} ${reason}`.trim())
    response.status = status
    response.reason = reason
  }

  setUrl(change: { readonly path?: string; readonly query?: string }): void {
    const before = this.request.path + this.request.query
    this.request.path = change.path ?? this.request.path
    this.request.query = change.query ?? this.request.query
    this.trace.change('URL', before, this.request.path + this.request.query)
  }

  setTarget(target: BackEndTarget): void {
    const before = this.target && this.target.origin + this.target.path
    this.trace.change('back end', before, target.origin + target.path)
    this.target = target
  }

  /** Replaces the response as a whole. */
  respond(response: ResponseState): void {
    this.trace.change('response', this.response && `${this.response.status}`, `${response.status}`)
    this.response = response
  }

  /** A header of whatever response is sent in the end, errors included; one that is already there is replaced. */
  addLateHeader(name: string, value: string): void {
    this.trace.change(`response header ${name}`, undefined, value)
    if (this.lateHeaders) this.lateHeaders.push(name, value)
    else this.lateHeaders = [name, value]
  }

  get responseHeadersToAdd(): readonly string[] | undefined {
    return this.lateHeaders
  }

  /** @returns true the first time that the request comes with `key`: several policies may count for one key. */
  countOnce(key: string): boolean {
    this.counted ??= new Set()
    if (this.counted.has(key)) return false
    this.counted.add(key)
    return true
  }

  /** Something to do when all policies have run. @param needs bodies that must be in memory then. */
  afterwards(work: () => void, needs: Needs = needsNothing): void {
    this.late ??= []
    this.late.push({ work, needs })
  }

  /** Does it. What fails is noted: the answer is ready, and stays. */
  async finish(): Promise<void> {
    for (const { work, needs } of this.late ?? [])
      try {
        if (!this.isBuffered(needs)) await this.buffer(needs)
        work()
      } catch (error) {
        this.trace.say(`At the end of the request: ${error instanceof Error ? error.message : String(error)}`)
      }
  }

  get hasLateWork(): boolean {
    return this.late !== undefined
  }

  /** The answer has been sent, or the caller has gone. What stays is the trace, so everything large is let go. */
  end(): void {
    this.duration = this.elapsed()
    this.request.body = undefined
    if (this.response) this.response.body = undefined
    this.store.clear()
  }

  isBuffered(needs: Needs): boolean {
    if ((needs & needsRequestBody) !== 0 && this.request.body?.isBuffered === false) return false
    return (needs & needsResponseBody) === 0 || this.response?.body?.isBuffered !== false
  }

  async buffer(needs: Needs): Promise<void> {
    if ((needs & needsRequestBody) !== 0) await this.bufferMessage(this.request)
    if ((needs & needsResponseBody) !== 0 && this.response) await this.bufferMessage(this.response)
  }

  private async bufferMessage({
    body,
    headers,
  }: {
    body: MessageBody | undefined
    headers: HeaderList
  }): Promise<void> {
    await body?.buffer(this.setting.bodyLimit)
    const encoding = headers.line('Content-Encoding')
    if (body && encoding !== undefined)
      this.trace.say(
        `Policies see the body as it is encoded (${encoding}); delete Accept-Encoding in inbound to get it plain.`,
      )
  }
}

function show(value: unknown): string | undefined {
  if (value === undefined) return undefined
  if (value === null) return 'null'
  if (typeof value === 'string') return value
  return typeof value === 'object' ? `(${value.constructor?.name ?? 'object'})` : String(value)
}
