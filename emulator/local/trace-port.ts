import { randomBytes } from 'node:crypto'
import type { RequestTrace, Traces } from '../gateway/traces.ts'
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
        return trace && { serviceName, traceId, traceEntries: entriesOf(trace) }
      },
      list: () => traces?.list() ?? [],
    },
    serve(running) {
      traces = running
    },
  }
}

const sections = ['inbound', 'backend', 'outbound', 'on-error'] as const

/** https://learn.microsoft.com/rest/api/apimanagement/gateway/list-trace */
function entriesOf(trace: RequestTrace) {
  const started = Date.parse(trace.time)
  return Object.fromEntries(
    sections.map((section) => [
      section,
      trace.entries
        .filter((entry) => entry.section === section)
        .map((entry) => ({
          source: entry.policy,
          timestamp: new Date(started + entry.at).toISOString(),
          elapsed: clockOf(entry.at),
          data: {
            message: entry.messages.join(' '),
            changes: entry.changes,
            scope: entry.scope,
            document: entry.document,
            line: entry.line,
            column: entry.column,
          },
        })),
    ]),
  )
}

/** `00:00:00.0012345`, as .NET prints a TimeSpan. */
function clockOf(milliseconds: number): string {
  const [hours, minutes] = [Math.floor(milliseconds / 3_600_000), Math.floor(milliseconds / 60_000) % 60]
  const seconds = ((milliseconds % 60_000) / 1000).toFixed(7).padStart(10, '0')
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}:${seconds}`
}
