import { ApiManagementClient } from '@azure/arm-apimanagement'
import type { RestError } from '@azure/core-rest-pipeline'
import { ClientSecretCredential } from '@azure/identity'
import { loopbackHttpClient } from '../../azure/loopback-http-client.ts'
import { startIdentityServer } from '../identity/identity-server.ts'
import { createSigningKeys } from '../identity/signing-keys.ts'
import { createLocalDirectory, systemAssigned } from '../local/directory-seed.ts'
import { createInstanceIdentities } from '../local/instance-identities.ts'
import { developer, localNames, serviceId } from '../local/names.ts'
import { routesOf } from '../local/routes.ts'
import { seedStore } from '../local/store-seed.ts'
import { type ManagementOptions, startManagementServer } from '../management/management-server.ts'
import { createStore } from '../management/store.ts'

export type EmulatedAzure = Awaited<ReturnType<typeof startEmulatedAzure>>

/** Making a key takes long; the tests of one file share theirs. */
const keys = createSigningKeys()

/** Issuer and management without a gateway, and the real SDK clients to reach them with: for tests. */
export async function startEmulatedAzure(options: Partial<ManagementOptions> = {}) {
  const store = options.store ?? createStore()
  seedStore(store, systemAssigned(localNames.serviceName, serviceId).objectId)
  const identity = await startIdentityServer({ directory: createLocalDirectory(), keys: await keys })
  const identities = createInstanceIdentities(store, identity)
  const management = await startManagementServer({
    store,
    ...localNames,
    verify: identity.verify,
    identities: identities.port,
    ...options,
  })
  /** One for all requests: signing takes longer than most answers. */
  let token: Promise<string> | undefined
  const developerToken = async (): Promise<string> =>
    (await identity.issue({ identity: 'developer', audience: 'https://management.azure.com' })).token
  const nowhere = 'http://127.0.0.1:9'
  const routes = routesOf({
    identity: identity.origins,
    management: management.origins,
    gateway: nowhere,
    backEnd: nowhere,
  })
  const httpClient = loopbackHttpClient(routes)
  const credential = new ClientSecretCredential(localNames.tenantId, developer.clientId, developer.clientSecret, {
    httpClient,
    retryOptions: { maxRetries: 0 },
  })
  return {
    store,
    identity,
    identities,
    management,
    routes,
    httpClient,
    credential,
    client: new ApiManagementClient(credential, localNames.subscriptionId, {
      httpClient,
      retryOptions: { maxRetries: 3, retryDelayInMs: 1, maxRetryDelayInMs: 2 },
    }),
    /** A request with the developer's token, for what the SDK hides. */
    async request(method: string, path: string, init: { body?: unknown; headers?: Record<string, string> } = {}) {
      token ??= developerToken()
      const url = new URL(/^\/subscriptions/i.test(path) ? path : `${serviceId}${path}`, management.url)
      if (!url.searchParams.has('api-version')) url.searchParams.set('api-version', '2024-05-01')
      const response = await fetch(url, {
        method,
        headers: { authorization: `Bearer ${await token}`, 'content-type': 'application/json', ...init.headers },
        ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }),
      })
      const text = await response.text()
      return {
        status: response.status,
        headers: response.headers,
        body: (text === '' ? undefined : JSON.parse(text)) as Record<string, unknown> | undefined,
      }
    },
    async stop() {
      await management.close()
      await identity.close()
    },
  }
}

const { resourceGroup: rg, serviceName: svc } = localNames

export const quick = { updateIntervalInMs: 1 }

/** A document for any scope but the global one. */
export const policyWith = (inbound = ''): string =>
  `<policies><inbound><base />${inbound}</inbound><backend><base /></backend><outbound><base /></outbound><on-error><base /></on-error></policies>`

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const item of items) all.push(item)
  return all
}

export const createApi = (azure: EmulatedAzure, path = 'orders') =>
  azure.client.api.beginCreateOrUpdateAndWait(rg, svc, path, { displayName: path, path, protocols: ['https'] }, quick)

/** @throws Error when the work was not refused. */
export const refusal = (work: Promise<unknown>): Promise<RestError> =>
  work.then(
    () => {
      throw new Error('was not refused')
    },
    (error: RestError) => error,
  )
