import type { Exchange } from './pipeline/exchange.ts'
import { redactor } from './redaction.ts'

/** One thing that a policy changed. */
export interface TraceChange {
  readonly what: string
  readonly before?: string
  readonly after?: string
}

/** One policy that ran, and where it is written. Lines and columns start at 1. */
export interface TraceEntry {
  readonly policy: string
  readonly section: string
  readonly scope: string
  readonly document: string
  readonly line: number
  readonly column: number
  readonly path: string
  /** Milliseconds since the request arrived. */
  readonly at: number
  /** Milliseconds that it took, with everything inside it. */
  readonly elapsedMs: number
  readonly changes: readonly TraceChange[]
  readonly messages: readonly string[]
}

/** What happened to one request. Tokens, keys and secret named values are not in it. */
export interface RequestTrace {
  /** Also the value of the response header `Apim-Trace-Id`. */
  readonly id: string
  readonly time: string
  readonly method: string
  readonly url: string
  readonly status: number
  readonly elapsedMs: number
  readonly api?: string
  readonly operation?: string
  readonly product?: string
  readonly subscription?: string
  readonly lastError?: { readonly source: string; readonly reason: string; readonly message: string }
  readonly entries: readonly TraceEntry[]
  readonly messages: readonly string[]
}

/** The traces of the last requests, oldest first. */
export interface Traces {
  list(): readonly RequestTrace[]
  get(id: string): RequestTrace | undefined
  clear(): void
  /** Called after each request. @returns what ends it. */
  onTrace(listener: (trace: RequestTrace) => void): () => void
}

export interface TraceSink extends Traces {
  add(exchange: Exchange): void
}

export function createTraces(capacity: number): TraceSink {
  const kept: Exchange[] = []
  const listeners = new Set<(trace: RequestTrace) => void>()
  let next = 0
  const ordered = (): Exchange[] => [...kept.slice(next), ...kept.slice(0, next)]

  return {
    add(exchange) {
      if (capacity > 0) {
        kept[next] = exchange
        next = (next + 1) % capacity
      }
      if (listeners.size > 0) {
        const trace = readable(exchange)
        for (const listener of listeners) listener(trace)
      }
    },
    list: () => ordered().map(readable),
    get(id) {
      const found = kept.find((exchange) => exchange.requestId === id)
      return found && readable(found)
    },
    clear() {
      kept.length = 0
      next = 0
    },
    onTrace(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** Nothing is put into words, and no secret is searched for, until somebody reads the trace. */
function readable(exchange: Exchange): RequestTrace {
  const redact = redactor(exchange)
  const { match, arrival, lastError, trace } = exchange
  return {
    id: exchange.requestId,
    time: new Date(exchange.timestamp).toISOString(),
    method: arrival.method,
    url: redact.text(arrival.target),
    status: exchange.response?.status ?? 0,
    elapsedMs: round(exchange.duration ?? exchange.elapsed()),
    ...(match ? { api: match.api.id } : {}),
    ...(match?.operation ? { operation: match.operation.id } : {}),
    ...(match?.product ? { product: match.product.id } : {}),
    ...(match?.subscription ? { subscription: match.subscription.id } : {}),
    ...(lastError
      ? { lastError: { source: lastError.source, reason: lastError.reason, message: redact.text(lastError.message) } }
      : {}),
    entries: trace.entries.map(({ step, start, end, changes, messages }) => ({
      policy: step.policy,
      section: step.place.section,
      scope: step.place.scope,
      document: step.place.document,
      line: step.place.line,
      column: step.place.column,
      path: step.place.path,
      at: round(start),
      elapsedMs: round(Math.max(0, end - start)),
      changes: (changes ?? []).map((change) => redact.change(change)),
      messages: (messages ?? []).map((message) => redact.text(message)),
    })),
    messages: trace.general.map((message) => redact.text(message)),
  }
}

/** Microseconds are as fine as the clock is worth. */
const round = (milliseconds: number): number => Math.round(milliseconds * 1000) / 1000
