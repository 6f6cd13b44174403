import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { TokenCredential } from '../../azure/access-token.ts'
import type { ApimPort, InstancePort } from '../../azure/apim-port.ts'
import { clouds } from '../../azure/clouds.ts'
import { connect } from '../../azure/connect.ts'
import { localCredential } from '../../azure/credential.ts'
import { developer } from '../../emulator/local/names.ts'
import { type LocalEndpoints, startLocalInstance } from '../../emulator/local-instance.ts'

export const sample = fileURLToPath(new URL('../../samples/orders', import.meta.url))

/** The developer of the local tenant, through the real SDK. */
export const developerCredential = (
  { tenantId, routes }: LocalEndpoints,
  clientSecret: string = developer.clientSecret,
) => localCredential({ cloud: clouds.local, tenantId, routes, clientId: developer.clientId, clientSecret })

export async function instanceOf(
  endpoints: LocalEndpoints,
  credential = developerCredential(endpoints),
): Promise<InstancePort> {
  const { resourceGroup, serviceName } = endpoints
  return (await subscriptionOf(endpoints, credential)).instance(resourceGroup, serviceName)
}

function subscriptionOf(endpoints: LocalEndpoints, credential: TokenCredential): Promise<ApimPort> {
  const { routes, subscriptionId } = endpoints
  return connect({
    cloud: clouds.local,
    credential,
    subscriptionId,
    routes,
    pollInterval: 1,
    retries: { maxRetries: 3, retryDelayInMs: 1, maxRetryDelayInMs: 2 },
  })
}

/** A running local instance, a port to it and an empty folder. */
export async function startLocal(options: { readonly sample?: string } = { sample }) {
  const local = await startLocalInstance(options)
  const credential = developerCredential(local.endpoints)
  const root = await mkdtemp(path.join(tmpdir(), 'policywright-'))
  return {
    local,
    endpoints: local.endpoints,
    credential,
    root,
    azure: await subscriptionOf(local.endpoints, credential),
    instance: await instanceOf(local.endpoints, credential),
    async stop() {
      await local.stop()
      await rm(root, { recursive: true, force: true })
    },
  }
}
