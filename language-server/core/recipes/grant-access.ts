import { type AzureCloud, type BackEndKindName, backEndKind } from './back-end-kinds.ts'

/** Whom to give access to what. */
export interface Grant {
  readonly kind: BackEndKindName
  readonly cloud: AzureCloud
  /** Origin of Microsoft Graph in that cloud. */
  readonly graphEndpoint: string
  /** Object (principal) id of the identity. */
  readonly principalId: string
  /** Host name of the back end. */
  readonly host: string
  /** What the token is for: a client id or an App ID URI. */
  readonly resource: string
}

const CLOUD: Readonly<Record<AzureCloud, string | undefined>> = {
  public: undefined,
  'us-government': 'AzureUSGovernment',
  china: 'AzureChinaCloud',
}

/** Single quotes of a POSIX shell. */
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`

/**
 * The commands that give an identity access to a back end: they need rights that this tool does not ask for (role assignments of
 * a resource, app roles in Microsoft Entra), so that somebody who has them runs them.
 * https://learn.microsoft.com/azure/role-based-access-control/role-assignments-cli and
 * https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/how-to-assign-app-role-managed-identity
 */
export function grantScript(grant: Grant): string {
  const { kind, cloud, principalId } = grant
  const name = grant.host.split('.')[0] ?? grant.host
  const switchCloud = CLOUD[cloud]
  return [
    `# ${backEndKind(kind).access}`,
    ...(switchCloud === undefined ? [] : [`az cloud set --name ${switchCloud}`]),
    `PRINCIPAL=${quoted(principalId)}`,
    ...commands(grant, quoted(name), name),
    '',
  ].join('\n')
}

const roleAssignment = (role: string, scope: string): readonly string[] => [
  `SCOPE=$(${scope})`,
  `az role assignment create --assignee-object-id "$PRINCIPAL" --assignee-principal-type ServicePrincipal --role ${quoted(role)} --scope "$SCOPE"`,
]

/** Finds a resource by the name that its host begins with. */
const idOf = (list: string, name: string, by = 'name'): string =>
  `${list} --query "[?${by}=='${name.replace(/[^\w-]/g, '')}'].id | [0]" --output tsv`

function commands({ kind, graphEndpoint, host, resource }: Grant, quotedName: string, name: string): readonly string[] {
  switch (kind) {
    case 'storage':
      return roleAssignment(storageRole(host), `az storage account show --name ${quotedName} --query id --output tsv`)
    case 'key-vault':
      return roleAssignment('Key Vault Secrets User', `az keyvault show --name ${quotedName} --query id --output tsv`)
    case 'service-bus':
      return roleAssignment('Azure Service Bus Data Sender', idOf('az servicebus namespace list', name))
    case 'event-hubs':
      return roleAssignment('Azure Event Hubs Data Sender', idOf('az eventhubs namespace list', name))
    case 'azure-ai':
      return roleAssignment(
        'Cognitive Services OpenAI User',
        idOf('az cognitiveservices account list', name, 'properties.customSubDomainName'),
      )
    case 'cosmos-db':
      // Data roles of Cosmos DB are its own, not those of Azure: https://learn.microsoft.com/azure/cosmos-db/how-to-setup-rbac
      return [
        `GROUP=$(az cosmosdb list --query "[?name=='${name.replace(/[^\w-]/g, '')}'].resourceGroup | [0]" --output tsv)`,
        `az cosmosdb sql role assignment create --account-name ${quotedName} --resource-group "$GROUP" --scope / --principal-id "$PRINCIPAL" --role-definition-id 00000000-0000-0000-0000-000000000001`,
      ]
    case 'management':
      return roleAssignment('Reader', "az account show --query \"join('', ['/subscriptions/', id])\" --output tsv")
    case 'graph':
      return appRole(graphEndpoint, '00000003-0000-0000-c000-000000000000', 'User.Read.All')
    case 'app-service':
    case 'api-management':
    case 'custom':
      return [
        '# Only when the application demands an assignment or checks app roles; put the name of the role in.',
        ...appRole(graphEndpoint, resource, 'NAME-OF-THE-APP-ROLE'),
      ]
  }
}

/** Each service of a storage account has roles of its own: https://learn.microsoft.com/azure/storage/common/authorize-data-access */
function storageRole(host: string): string {
  const service = host.split('.')[1]?.toLowerCase()
  if (service === 'queue') return 'Storage Queue Data Reader'
  if (service === 'table') return 'Storage Table Data Reader'
  if (service === 'file') return 'Storage File Data Privileged Reader'
  return 'Storage Blob Data Reader'
}

const appRole = (graph: string, resource: string, role: string): readonly string[] => [
  `ROLE=${quoted(role)}`,
  `RESOURCE=$(az ad sp show --id ${quoted(resource)} --query id --output tsv)`,
  `ROLE_ID=$(az ad sp show --id ${quoted(resource)} --query "appRoles[?value=='$ROLE'].id | [0]" --output tsv)`,
  `az rest --method POST --url "${graph}/v1.0/servicePrincipals/$PRINCIPAL/appRoleAssignments" --body "{\\"principalId\\":\\"$PRINCIPAL\\",\\"resourceId\\":\\"$RESOURCE\\",\\"appRoleId\\":\\"$ROLE_ID\\"}"`,
  "# A managed identity's token is kept for up to 24 hours, and a new role shows only in the next one.",
]
