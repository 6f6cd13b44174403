import type { PolicyRef, TraceEntry } from '../azure/apim-port.ts'
import { redact, redactHeader } from '../azure/redact.ts'
import { withoutSecrets } from './exchange.ts'
import type { PlannedPolicy } from './policy-plan.ts'

/** One thing that the gateway did for a traced call, as it may be shown. */
export interface TraceStep {
  readonly section: TraceEntry['section']
  /** Name of the policy, or of a part of the gateway. */
  readonly source: string
  /** Milliseconds from the arrival of the request; undefined when the service did not say. */
  readonly at: number | undefined
  /** Milliseconds until the next step began; undefined of the last one. */
  readonly took: number | undefined
  /** What the gateway said of it, in a line; may be empty. */
  readonly message: string
  /** Where the policy stands; undefined of parts of the gateway. */
  readonly policy: { readonly ref: PolicyRef; readonly line: number } | undefined
  /** All that was noted, without secrets. */
  readonly data: unknown
}

export interface ReadingTrace {
  readonly plan: ReadonlyMap<string, readonly PlannedPolicy[]>
  readonly api: string
  readonly operation: string
  /** Hidden wherever they stand. */
  readonly secrets: readonly string[]
}

/** The trace of a call in order, each step with the line of its policy and without any secret. */
export function traceSteps(entries: readonly TraceEntry[], reading: ReadingTrace): readonly TraceStep[] {
  const next = new Map<string, number>()
  const times = entries.map(({ elapsed }) => millisecondsOf(elapsed))
  return entries.map((entry, index) => {
    const data = clean(entry.data, reading.secrets)
    const at = times[index]
    const after = times[index + 1]
    return {
      section: entry.section,
      source: entry.source,
      at,
      took: at === undefined || after === undefined ? undefined : Math.max(0, after - at),
      message: messageOf(data),
      policy: told(entry.data, reading) ?? following(entry, reading.plan, next),
      data,
    }
  })
}

/** `hh:mm:ss.fffffff` */
function millisecondsOf(elapsed: string): number | undefined {
  const [, hours, minutes, seconds] = /^(\d+):(\d\d):(\d\d(?:\.\d+)?)$/.exec(elapsed) ?? []
  if (seconds === undefined) return undefined
  return Math.round(((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1_000_000) / 1000
}

/** The local instance says where a policy stands. */
function told(data: unknown, { api, operation }: ReadingTrace): TraceStep['policy'] {
  const { configuration } = recordOf(data)
  const { scope, document, line } = recordOf(configuration)
  if (typeof line !== 'number' || typeof document !== 'string') return undefined
  const fragment = /^fragment (.+)$/.exec(document)?.[1]
  if (fragment !== undefined) return { ref: { kind: 'fragment', fragment }, line }
  if (scope === 'global') return { ref: { kind: 'global' }, line }
  if (scope === 'api') return { ref: { kind: 'api', api }, line }
  if (scope === 'operation') return { ref: { kind: 'operation', api, operation }, line }
  const product = /^product (.+)$/.exec(document)?.[1]
  return product === undefined ? undefined : { ref: { kind: 'product', product }, line }
}

/** The service names policies only: the next one of that name in the order in which they run. */
function following(
  { section, source }: TraceEntry,
  plan: ReadingTrace['plan'],
  next: Map<string, number>,
): TraceStep['policy'] {
  const policies = plan.get(section) ?? []
  const from = next.get(section) ?? 0
  const found = policies.findIndex(({ name }, index) => index >= from && name === source)
  const policy = policies[found]
  if (policy === undefined) return undefined
  next.set(section, found + 1)
  return { ref: policy.ref, line: policy.line }
}

const recordOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {}

/** Headers come as pairs of `name` and `value`, or as members; both are hidden by their names. */
function clean(value: unknown, secrets: readonly string[]): unknown {
  if (typeof value === 'string') return withoutSecrets(redact(value), secrets)
  if (Array.isArray(value)) return value.map((one) => clean(one, secrets))
  if (typeof value !== 'object' || value === null) return value
  const { name, value: held } = value as { readonly name?: unknown; readonly value?: unknown }
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      if (key === 'value' && typeof name === 'string' && typeof held === 'string')
        return [key, withoutSecrets(redactHeader(name, held), secrets)]
      return [
        key,
        typeof inner === 'string' ? withoutSecrets(redactHeader(key, inner), secrets) : clean(inner, secrets),
      ]
    }),
  )
}

function messageOf(data: unknown): string {
  if (typeof data === 'string') return data
  const { message, changes } = recordOf(data)
  const said = Array.isArray(message) ? message.join(' ') : typeof message === 'string' ? message : ''
  const changed = Array.isArray(changes) ? changes.map(changeInWords) : []
  return [said, ...changed].filter((part) => part !== '').join('; ')
}

function changeInWords(change: unknown): string {
  const { what, before, after } = recordOf(change)
  if (typeof what !== 'string') return ''
  if (after === undefined) return `${what} removed`
  return before === undefined ? `${what} = ${String(after)}` : `${what}: ${String(before)} → ${String(after)}`
}
