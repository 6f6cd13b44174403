import { clouds } from '../../azure/clouds.ts'
import { connect } from '../../azure/connect.ts'
import { localCredential } from '../../azure/credential.ts'
import { developer, FIRST, nameOfService } from '../../emulator/local/names.ts'
import { findLocalInstance, listRunningLocalInstances } from '../../emulator/local/state-file.ts'
import type { LocalEndpoints } from '../../emulator/local-instance.ts'
import { FaultWithRemedies } from '../platform/commands.ts'
import type { Connection, KnownInstance } from './known-instance.ts'

export const START_LOCAL = { title: 'Start Local Instance', command: 'policywright.startLocalInstance' }

const knownFrom = ({
  gatewayUrl,
  name,
  resourceGroup,
  serviceName,
  subscriptionId,
}: LocalEndpoints): KnownInstance => ({
  label: name === FIRST ? 'Local instance' : `Local instance '${name}'`,
  description: gatewayUrl,
  address: { subscriptionId, resourceGroup, serviceName },
  cloud: clouds.local,
  local: true,
})

/** The local instances, whoever started them: this window, another one, or a terminal. No sign-in is needed. */
export async function findLocal(): Promise<readonly KnownInstance[]> {
  return (await listRunningLocalInstances()).map(knownFrom)
}

/** @throws Error when it has stopped since it was found. */
export async function connectLocal(known: KnownInstance): Promise<Connection> {
  const name = nameOfService(known.address.serviceName)
  const endpoints = await findLocalInstance(name)
  if (!endpoints && name === FIRST)
    throw new FaultWithRemedies('The local instance does not run any more: start it, then run the command again.', [
      START_LOCAL,
    ])
  if (!endpoints)
    throw new Error(
      `${known.label} does not run any more: start it again in a terminal, by policywright local --name ${name}.`,
    )
  const { routes, tenantId, subscriptionId, resourceGroup, serviceName } = endpoints
  const { clientId, clientSecret } = developer
  const cloud = clouds.local
  const credential = localCredential({ cloud, tenantId, routes, clientId, clientSecret })
  const retries = { maxRetries: 1, retryDelayInMs: 50, maxRetryDelayInMs: 100 }
  const port = await connect({ cloud, credential, subscriptionId, routes, pollInterval: 50, retries })
  return { known, cloud, credential, routes, azure: port, instance: port.instance(resourceGroup, serviceName) }
}
