import type { RequestTrace, TraceEntry } from './traces.ts'

/** A trace as `listTrace` of the management API returns it. */
export interface ServiceTrace {
  readonly serviceName: string
  readonly traceId: string
  readonly traceEntries: Readonly<Record<'inbound' | 'backend' | 'outbound' | 'on-error', readonly ServiceTraceEntry[]>>
}

export interface ServiceTraceEntry {
  readonly source: string
  readonly timestamp: string
  /** `hh:mm:ss.fffffff` */
  readonly elapsed: string
  readonly data: unknown
}

/** https://learn.microsoft.com/rest/api/apimanagement/gateway/list-trace */
export function serviceTrace(trace: RequestTrace, serviceName: string): ServiceTrace {
  const start = Date.parse(trace.time)
  const section = (name: string): ServiceTraceEntry[] =>
    trace.entries.filter((entry) => entry.section === name).map((entry) => serviceEntry(entry, start))
  return {
    serviceName,
    traceId: trace.id,
    traceEntries: {
      inbound: section('inbound'),
      backend: section('backend'),
      outbound: section('outbound'),
      'on-error': section('on-error'),
    },
  }
}

const serviceEntry = (entry: TraceEntry, start: number): ServiceTraceEntry => ({
  source: entry.policy,
  timestamp: new Date(start + entry.at).toISOString(),
  elapsed: timeSpan(entry.at),
  data: {
    configuration: { scope: entry.scope, document: entry.document, line: entry.line, column: entry.column },
    ...(entry.changes.length === 0 ? {} : { changes: entry.changes }),
    ...(entry.messages.length === 0 ? {} : { message: entry.messages.join(' ') }),
  },
})

function timeSpan(milliseconds: number): string {
  const ticks = Math.round(milliseconds * 10_000)
  const seconds = Math.floor(ticks / 10_000_000)
  const pad = (value: number, width: number) => String(value).padStart(width, '0')
  const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map((part) => pad(part, 2))
  return `${clock.join(':')}.${pad(ticks % 10_000_000, 7)}`
}
