import { clouds } from '../../azure/clouds.ts'
import { connect } from '../../azure/connect.ts'
import { localCredential } from '../../azure/credential.ts'
import { developer } from '../../emulator/local/names.ts'
import { findRunningLocalInstance } from '../../emulator/local/state-file.ts'
import type { LocalEndpoints } from '../../emulator/local-instance.ts'
import type { Connection, KnownInstance } from './known-instance.ts'

const knownFrom = ({ subscriptionId, resourceGroup, serviceName, gatewayUrl }: LocalEndpoints): KnownInstance => ({
  label: 'Local instance',
  description: gatewayUrl,
  address: { subscriptionId, resourceGroup, serviceName },
  cloud: clouds.local,
  local: true,
})

/** The local instance, whoever started it: this window, another one, or a terminal. No sign-in is needed. */
export async function findLocal(): Promise<readonly KnownInstance[]> {
  const endpoints = await findRunningLocalInstance()
  return endpoints ? [knownFrom(endpoints)] : []
}

/** @throws Error when it has stopped since it was found. */
export async function connectLocal(known: KnownInstance): Promise<Connection> {
  const endpoints = await findRunningLocalInstance()
  if (!endpoints) throw new Error('The local instance is not running: run "APIM: Start Local Instance".')
  const { routes, tenantId, subscriptionId, resourceGroup, serviceName } = endpoints
  const { clientId, clientSecret } = developer
  const cloud = clouds.local
  const credential = localCredential({ cloud, tenantId, routes, clientId, clientSecret })
  const retries = { maxRetries: 1, retryDelayInMs: 50, maxRetryDelayInMs: 100 }
  const port = await connect({ cloud, credential, subscriptionId, routes, pollInterval: 50, retries })
  return { known, cloud, credential, routes, azure: port, instance: port.instance(resourceGroup, serviceName) }
}
