import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { TokenCredential } from '../../azure/access-token.ts'
import type { ApimPort, InstancePort, PolicyRef } from '../../azure/apim-port.ts'
import { clouds } from '../../azure/clouds.ts'
import { connect } from '../../azure/connect.ts'
import { localCredential } from '../../azure/credential.ts'
import { developer } from '../../emulator/local/names.ts'
import {
  type LocalInstance,
  ordersSample,
  startLocalInstance,
  startWithBackEndInstance,
} from '../../emulator/local-instance.ts'

/** A local instance with the Orders sample, and what the workflows need to work on it. */
export interface World {
  readonly local: LocalInstance
  readonly connection: {
    readonly azure: ApimPort
    readonly instance: InstancePort
    readonly credential: TokenCredential
    readonly cloud: typeof clouds.local
    readonly routes: Readonly<Record<string, string>>
    readonly tenantId: string
  }
  /** An empty folder for the policies. */
  readonly root: string
  stop(): Promise<void>
}

export const orders: PolicyRef = { kind: 'api', api: 'orders' }

const quick = { sample: ordersSample(), pendingPolls: 0 }

export const startWorld = async (): Promise<World> => worldOf(await startLocalInstance(quick))

/** With a second instance, `policywright-second`, in the same subscription. */
export const startTwoInstances = async (): Promise<World> => worldOf(await startWithBackEndInstance(quick, 'second'))

async function worldOf(local: LocalInstance): Promise<World> {
  const { routes, tenantId, subscriptionId, resourceGroup, serviceName } = local.endpoints
  const cloud = clouds.local
  const { clientId, clientSecret } = developer
  const credential = localCredential({ cloud, tenantId, routes, clientId, clientSecret })
  const azure = await connect({ cloud, credential, subscriptionId, routes, pollInterval: 1 })
  const instance = azure.instance(resourceGroup, serviceName)
  const root = await mkdtemp(path.join(tmpdir(), 'policywright-walkthrough-'))
  return {
    local,
    root,
    connection: { azure, instance, credential, cloud, routes, tenantId },
    async stop() {
      await local.stop()
      await rm(root, { recursive: true, force: true })
    },
  }
}
