import type { TokenCredential } from '../azure/access-token.ts'
import type { ApimPort, InstancePort } from '../azure/apim-port.ts'
import { type Cloud, type CloudName, clouds } from '../azure/clouds.ts'
import { connect } from '../azure/connect.ts'
import { azureCredential, localCredential } from '../azure/credential.ts'
import { cloudAtEndpoint, EndpointError, endpointOrigin } from '../azure/custom-endpoint.ts'
import type { Routes } from '../azure/routes.ts'
import { developer, isInstanceName } from '../emulator/local/names.ts'
import { findLocalInstance } from '../emulator/local/state-file.ts'
import { UsageError } from './command.ts'

/** Options of every command that talks to an instance. */
export const instanceOptions = {
  instance: { type: 'string' },
  subscription: { type: 'string' },
  'resource-group': { type: 'string' },
  service: { type: 'string' },
  cloud: { type: 'string' },
  'arm-endpoint': { type: 'string' },
  tenant: { type: 'string' },
} as const

export const instanceHelp = `Which instance (the local one when it is running and nothing else is said):
  --instance local             the local instance, or the --name of another; start it with 'policywright local'
  --subscription ID            Azure subscription (AZURE_SUBSCRIPTION_ID when absent)
  --resource-group NAME        resource group
  --service NAME               name of the API Management instance
  --cloud NAME                 public (default), us-government, china
  --arm-endpoint URL           an Azure Resource Manager that is none of Azure's own; it says where to sign in
  --tenant ID                  tenant to sign in to (AZURE_TENANT_ID when absent)
Signs in with AZURE_CLIENT_ID and AZURE_CLIENT_SECRET when they are set, else as the Azure CLI is signed in.
`

export interface InstanceSelection {
  readonly instance?: string | undefined
  readonly subscription?: string | undefined
  readonly 'resource-group'?: string | undefined
  readonly service?: string | undefined
  readonly cloud?: string | undefined
  readonly 'arm-endpoint'?: string | undefined
  readonly tenant?: string | undefined
}

export interface ConnectedInstance {
  readonly instance: InstancePort
  /** The subscription that the instance is in. */
  readonly azure: ApimPort
  readonly cloud: Cloud
  readonly credential: TokenCredential
  readonly tenantId: string | undefined
  readonly routes: Routes | undefined
}

/**
 * Connects to the instance that the options name. No request is made yet.
 * @throws UsageError when they name none, or the local one is not running.
 */
export async function connectInstance(
  selection: InstanceSelection,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Promise<ConnectedInstance> {
  if (selection.instance !== undefined && !isInstanceName(selection.instance))
    throw new UsageError(
      `--instance knows 'local' and the names of local instances only; name another with --subscription, --resource-group and --service.`,
    )
  const names = (['subscription', 'resource-group', 'service', 'arm-endpoint'] as const).filter(
    (name) => selection[name] !== undefined,
  )
  if (selection.instance !== undefined && names.length > 0)
    throw new UsageError(`--instance names a local instance and --${names[0]} one of Azure; give one of them.`)
  if (names.length === 0) return connectLocal(selection, environment)

  const { 'resource-group': resourceGroup, service, subscription = environment.AZURE_SUBSCRIPTION_ID } = selection
  if (resourceGroup === undefined || service === undefined || subscription === undefined)
    throw new UsageError('an instance needs --subscription, --resource-group and --service.')
  const cloud = await cloudOf(selection)
  const tenantId = selection.tenant ?? environment.AZURE_TENANT_ID
  const credential = azureCredential({ cloud, tenantId, environment })
  const port = await connect({ cloud, credential, subscriptionId: subscription })
  return {
    instance: port.instance(resourceGroup, service),
    azure: port,
    cloud,
    credential,
    tenantId,
    routes: undefined,
  }
}

/** Shows an endpoint that is none of Azure's own before a token goes there. @throws UsageError */
async function cloudOf(selection: InstanceSelection): Promise<Cloud> {
  const named = cloudNamed(selection)
  const written = selection['arm-endpoint']
  if (written === undefined) return named
  try {
    const cloud = await cloudAtEndpoint(endpointOrigin(written), named)
    process.stderr.write(`Azure Resource Manager: ${cloud.armEndpoint}, sign-in at ${cloud.authority}\n`)
    return cloud
  } catch (error) {
    if (error instanceof EndpointError) throw new UsageError(`--arm-endpoint: ${error.message}`)
    throw error
  }
}

/** @throws UsageError for a name that no cloud has. */
export function cloudNamed({ cloud: name = 'public' }: InstanceSelection): Cloud {
  if (name === 'local' || !Object.hasOwn(clouds, name))
    throw new UsageError(`--cloud '${name}' is not one of public, us-government, china.`)
  return clouds[name as CloudName]
}

async function connectLocal(
  selection: InstanceSelection,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<ConnectedInstance> {
  const endpoints = await findLocalInstance(selection.instance)
  if (endpoints === undefined)
    throw new UsageError(
      selection.instance !== undefined
        ? selection.instance === 'local'
          ? "no local instance is running; start one with 'policywright local'."
          : `no local instance '${selection.instance}' is running; start it with 'policywright local --name ${selection.instance}'.`
        : "no instance is named and no local one is running; give --subscription, --resource-group and --service, or start one with 'policywright local'.",
    )
  const { tenantId, routes, subscriptionId, resourceGroup, serviceName } = endpoints
  // It stands in for the hosts of every cloud.
  const cloud = selection.cloud === undefined ? clouds.local : cloudNamed(selection)
  const { AZURE_TENANT_ID, AZURE_CLIENT_ID, AZURE_CLIENT_SECRET } = environment
  // Credentials of another tenant are none of the local issuer's business, so they are not even sent there.
  const own =
    AZURE_TENANT_ID?.toLowerCase() === tenantId && AZURE_CLIENT_ID !== undefined && AZURE_CLIENT_SECRET !== undefined
  const client = own
    ? { clientId: AZURE_CLIENT_ID, clientSecret: AZURE_CLIENT_SECRET }
    : { clientId: developer.clientId, clientSecret: developer.clientSecret }
  const credential = localCredential({ cloud, tenantId, routes, ...client })
  const port = await connect({ cloud, credential, subscriptionId, routes, pollInterval: 200 })
  return { instance: port.instance(resourceGroup, serviceName), azure: port, cloud, credential, tenantId, routes }
}
