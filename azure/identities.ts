import type { ApiManagementClient } from '@azure/arm-apimanagement'
import type { CallerIdentity, CallOptions } from './apim-port.ts'
import { attempt } from './arm-client.ts'
import { sendJson } from './arm-json.ts'
import type { ConnectOptions } from './connection.ts'

/** More pages than a large subscription has are a service that sends us in circles. */
const MOST_PAGES = 200

/**
 * Every managed identity of the subscription: the system-assigned ones of its resources and the user-assigned ones. They come from
 * two lists, since a resource tells the ids of its own identity only.
 * https://learn.microsoft.com/rest/api/resources/resources/list
 * https://learn.microsoft.com/rest/api/managedidentity/user-assigned-identities/list-by-subscription
 */
export async function listIdentities(
  client: ApiManagementClient,
  { cloud, subscriptionId }: ConnectOptions,
  options?: CallOptions,
): Promise<readonly CallerIdentity[]> {
  const base = `${cloud.armEndpoint}/subscriptions/${subscriptionId}`
  const read = (url: string): Promise<readonly unknown[]> => listAll(client, url, options)
  const [resources, userAssigned] = await Promise.all([
    read(`${base}/resources?api-version=2021-04-01`),
    read(`${base}/providers/Microsoft.ManagedIdentity/userAssignedIdentities?api-version=2023-01-31`),
  ])
  const all = [...resources.flatMap((one) => systemAssigned(one)), ...userAssigned.flatMap((one) => ownIdentity(one))]
  return all.sort((a, b) => compare(a.name, b.name) || compare(a.resourceId, b.resourceId))
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

function listAll(client: ApiManagementClient, first: string, options?: CallOptions): Promise<readonly unknown[]> {
  const what = 'listing the managed identities of the subscription'
  return attempt(what, async () => {
    const items: unknown[] = []
    let url: string | undefined = first
    for (let pages = 0; url !== undefined && pages < MOST_PAGES; pages++) {
      const body = record(await sendJson(client, { method: 'GET', url, what }, options))
      if (Array.isArray(body.value)) items.push(...body.value)
      options?.report?.(`${items.length} resources`)
      url = text(body.nextLink)
    }
    return items
  })
}

function systemAssigned(resource: unknown): readonly CallerIdentity[] {
  const { id, name, type, identity } = record(resource)
  const objectId = text(record(identity).principalId)
  const resourceId = text(id)
  if (resourceId === undefined || objectId === undefined) return []
  return [
    {
      kind: 'system-assigned',
      name: text(name) ?? resourceId,
      resourceType: text(type) ?? '',
      resourceId,
      objectId,
      clientId: undefined,
    },
  ]
}

function ownIdentity(identity: unknown): readonly CallerIdentity[] {
  const { id, name, properties } = record(identity)
  const { principalId, clientId } = record(properties)
  const [resourceId, objectId] = [text(id), text(principalId)]
  if (resourceId === undefined || objectId === undefined) return []
  return [
    {
      kind: 'user-assigned',
      name: text(name) ?? resourceId,
      resourceType: 'Microsoft.ManagedIdentity/userAssignedIdentities',
      resourceId,
      objectId,
      clientId: text(clientId),
    },
  ]
}

const record = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)
