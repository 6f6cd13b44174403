import { randomBytes } from 'node:crypto'
import { serviceTrace } from '../gateway/service-trace.ts'
import type { Traces } from '../gateway/traces.ts'
import type { TracePort } from '../management/resource.ts'

/** The management side starts before the gateway, so its traces come in later. */
export function createTracePort(serviceName: string): { readonly port: TracePort; serve(traces: Traces): void } {
  let traces: Traces | undefined
  return {
    port: {
      // The gateway traces any request that carries the header; the token only has to look like the service's.
      createCredential: (apiId) =>
        `aid=${apiId.slice(apiId.lastIndexOf('/') + 1)}&p=tracing&s=${randomBytes(16).toString('base64url')}`,
      find(traceId) {
        const trace = traces?.get(traceId)
        return trace && serviceTrace(trace, serviceName)
      },
      list: () => traces?.list() ?? [],
    },
    serve(running) {
      traces = running
    },
  }
}
