import type { ApiManagementClient } from '@azure/arm-apimanagement'
import type { CallOptions, InstanceAddress, TraceEntry } from './apim-port.ts'
import { aborting, attempt, attemptOptional } from './arm-client.ts'

/** The gateway of the service itself; self-hosted ones have names of their own. */
const MANAGED = 'managed'

const sections = ['inbound', 'backend', 'outbound', 'on-error'] as const

/** @throws ServiceError: `forbidden` without a role that may manage the instance, `refused` where the tier has no traces. */
export function createDebugCredential(
  client: ApiManagementClient,
  { subscriptionId, resourceGroup, serviceName }: InstanceAddress,
  { api, lifetime }: { readonly api: string; readonly lifetime: string },
  options?: CallOptions,
): Promise<string> {
  const service = `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers/Microsoft.ApiManagement/service/${serviceName}`
  const body = { apiId: `${service}/apis/${api}`, purposes: ['tracing'], credentialsExpireAfter: lifetime }
  return attempt(`getting a debug credential for API ${api}`, async () => {
    const found = await client.gateway.listDebugCredentials(
      resourceGroup,
      serviceName,
      MANAGED,
      body,
      aborting(options),
    )
    if (!found.token) throw new Error('The service gave no debug credential.')
    return found.token
  })
}

/** In the order of the sections, and in each as the service lists it. */
export function getTrace(
  client: ApiManagementClient,
  { resourceGroup, serviceName }: InstanceAddress,
  traceId: string,
  options?: CallOptions,
): Promise<readonly TraceEntry[] | undefined> {
  return attemptOptional('reading the trace of the call', async () => {
    const trace = await client.gateway.listTrace(resourceGroup, serviceName, MANAGED, { traceId }, aborting(options))
    const entries = recordOf(trace.traceEntries)
    return sections.flatMap((section) => {
      const list = entries[section]
      return Array.isArray(list) ? list.map((entry) => toEntry(section, recordOf(entry))) : []
    })
  })
}

const recordOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

const toEntry = (section: TraceEntry['section'], entry: Readonly<Record<string, unknown>>): TraceEntry => ({
  section,
  source: text(entry.source),
  timestamp: text(entry.timestamp),
  elapsed: text(entry.elapsed),
  data: entry.data,
})
