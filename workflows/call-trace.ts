import type { InstancePort } from '../azure/apim-port.ts'
import { isServiceError } from '../azure/service-error.ts'
import type { Exchange } from './exchange.ts'
import { type PlanOf, readPolicyPlan } from './policy-plan.ts'
import type { Ports } from './ports.ts'
import { type TraceStep, traceSteps } from './trace-steps.ts'

/** What became of the wish to trace a call. */
export type CallTrace =
  | { readonly status: 'traced'; readonly id: string; readonly steps: readonly TraceStep[] }
  /** One sentence or two that say why there is none. */
  | { readonly status: 'refused'; readonly message: string }

/** As long as the service allows at most, in words for the confirmation. */
const lifetime = 'PT1H'

/**
 * Asks whether a call may be traced, and gets the credential for it.
 * @returns undefined when the user said no.
 */
export async function debugCredential(
  ports: Ports,
  instance: InstancePort,
  api: string,
): Promise<{ readonly token: string } | Extract<CallTrace, { status: 'refused' }> | undefined> {
  const agreed = await ports.confirm({
    title: `Trace the call to ${api}?`,
    detail: [
      `A credential is made on ${instance.address.serviceName} that lets its holder trace calls to this API for an hour; it cannot be taken back earlier.`,
      'It stays in memory here, and is sent with this call only.',
      'Nothing on the instance is changed.',
    ].join('\n'),
    action: 'Trace',
  })
  if (!agreed) return undefined
  try {
    const token = await ports.progress('Getting a debug credential', (signal) =>
      instance.createDebugCredential(api.replace(/;rev=\d+$/, ''), lifetime, { signal }),
    )
    return { token }
  } catch (error) {
    if (!isServiceError(error) || error.kind === 'cancelled') throw error
    return { status: 'refused', message: whyRefused(error.kind, error.message) }
  }
}

function whyRefused(kind: string, message: string): string {
  if (kind === 'forbidden')
    return `No trace: this account may not make debug credentials. It needs a role such as "API Management Service Contributor" on the instance. (${message})`
  if (kind === 'refused' || kind === 'not-found')
    return `No trace: the instance gives no debug credentials; not every tier has them. (${message})`
  return `No trace: ${message}`
}

export interface TracedCall {
  readonly exchange: Exchange
  readonly of: PlanOf
  readonly secrets: readonly string[]
  readonly signal: AbortSignal
}

/** Reads the trace of a call that was sent with a debug credential. What fails is told in words: the call itself was made. */
export async function readTrace(instance: InstancePort, traced: TracedCall): Promise<CallTrace> {
  const { headers } = traced.exchange.response
  const id = headers['apim-trace-id']
  if (id === undefined) return { status: 'refused', message: whyUntraced(headers) }
  try {
    const [entries, plan] = await Promise.all([
      patiently(() => instance.getTrace(id, { signal: traced.signal }), traced.signal),
      readPolicyPlan(instance, traced.of, traced.signal),
    ])
    if (entries === undefined)
      return {
        status: 'refused',
        message: `No trace: the gateway noted the call as ${id}, and the instance does not have its trace yet. Call again in a while.`,
      }
    const { api, operation } = traced.of
    return { status: 'traced', id, steps: traceSteps(entries, { plan, api, operation, secrets: traced.secrets }) }
  } catch (error) {
    if (!isServiceError(error) || error.kind === 'cancelled') throw error
    return { status: 'refused', message: whyRefused(error.kind, error.message) }
  }
}

function whyUntraced(headers: Readonly<Record<string, string>>): string {
  if (headers['apim-debug-authorization-expired'] !== undefined)
    return 'No trace: the debug credential has expired. Call again for a new one.'
  if (headers['apim-debug-authorization-wrongapi'] !== undefined)
    return 'No trace: the debug credential is for another API than the one that the gateway found for this address.'
  return 'No trace: the gateway answered without a trace id. Something in front of it may take the header Apim-Debug-Authorization away, or another gateway answered than the managed one.'
}

/** Milliseconds between two looks: a trace is written a moment after its answer was sent. */
const waits = [20, 100, 500, 1500, 3000]

async function patiently<T>(look: () => Promise<T | undefined>, signal: AbortSignal): Promise<T | undefined> {
  for (const wait of waits) {
    const found = await look()
    if (found !== undefined) return found
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, wait)
      signal.addEventListener('abort', () => {
        clearTimeout(timer)
        resolve()
      })
    })
    signal.throwIfAborted()
  }
  return look()
}
