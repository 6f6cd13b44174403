import { randomBytes } from 'node:crypto'
import type { DebugAuthorization } from '../gateway/pipeline/exchange.ts'
import { serviceTrace } from '../gateway/service-trace.ts'
import type { Traces } from '../gateway/traces.ts'
import type { TracePort } from '../management/resource.ts'

export interface LocalTraces {
  readonly port: TracePort
  /** For the gateway: whether the value of `Apim-Debug-Authorization` is a credential for that API, and still is. */
  judge(authorization: string, apiId: string): DebugAuthorization
  serve(traces: Traces): void
}

interface Credential {
  /** Name of the API without its revision: a credential is good for every revision. */
  readonly api: string
  /** Milliseconds since 1970. */
  readonly expires: number
}

/** How many credentials are remembered; the oldest are forgotten first, as if they had been made by another instance. */
const mostCredentials = 1000

const apiOf = (id: string): string =>
  id
    .slice(id.lastIndexOf('/') + 1)
    .replace(/;rev=\d+$/, '')
    .toLowerCase()

/**
 * The management side starts before the gateway, so its traces come in later.
 * @param now milliseconds since 1970.
 */
export function createTracePort(serviceName: string, now: () => number = Date.now): LocalTraces {
  let traces: Traces | undefined
  const credentials = new Map<string, Credential>()
  return {
    port: {
      createCredential(apiId, lifetimeSeconds) {
        const api = apiOf(apiId)
        const token = `aid=${api}&p=tracing&s=${randomBytes(16).toString('base64url')}`
        credentials.set(token, { api, expires: now() + lifetimeSeconds * 1000 })
        const [oldest] = credentials.keys()
        if (credentials.size > mostCredentials && oldest !== undefined) credentials.delete(oldest)
        return token
      },
      find(traceId) {
        const trace = traces?.get(traceId)
        return trace && serviceTrace(trace, serviceName)
      },
      list: () => traces?.list() ?? [],
    },
    judge(authorization, apiId) {
      const credential = credentials.get(authorization)
      if (credential === undefined) return 'unknown'
      if (credential.expires <= now()) return 'expired'
      return credential.api === apiOf(apiId) ? 'accepted' : 'wrong-api'
    },
    serve(running) {
      traces = running
    },
  }
}
