import type { ApiManagementClient } from '@azure/arm-apimanagement'
import type { CallOptions } from './apim-port.ts'
import { attemptOptional } from './arm-client.ts'
import { sendJson } from './arm-json.ts'
import type { ConnectOptions } from './connection.ts'

/**
 * Client id of the system-assigned identity of a resource, or undefined when it has none.
 * https://learn.microsoft.com/rest/api/managedidentity/system-assigned-identities/get-by-scope
 */
export function findIdentityClientId(
  client: ApiManagementClient,
  { cloud }: ConnectOptions,
  resourceId: string,
  options?: CallOptions,
): Promise<string | undefined> {
  const what = 'reading the system-assigned identity'
  const url = `${cloud.armEndpoint}${resourceId}/providers/Microsoft.ManagedIdentity/identities/default?api-version=2023-01-31`
  return attemptOptional(what, async () => {
    const body = await sendJson(client, { method: 'GET', url, what }, options)
    const clientId = (body as { properties?: { clientId?: unknown } } | null)?.properties?.clientId
    return typeof clientId === 'string' ? clientId : undefined
  })
}
