/** Clouds by the names that the table of clouds uses. */
export type AzureCloud = 'public' | 'us-government' | 'china'

export type BackEndKindName =
  | 'app-service'
  | 'api-management'
  | 'storage'
  | 'key-vault'
  | 'service-bus'
  | 'event-hubs'
  | 'cosmos-db'
  | 'azure-ai'
  | 'graph'
  | 'management'
  | 'custom'

/** What a back end wants besides a token. */
export interface BackEndKind {
  readonly name: BackEndKindName
  readonly label: string
  /** What tokens for it are asked for; absent where every back end has its own. */
  readonly resource?: Readonly<Record<AzureCloud, string>>
  /** Endings of its host names, in all clouds. Service Bus and Event Hubs share theirs. */
  readonly hosts: readonly string[]
  /** How the token is sent: as a bearer token, or in the form of Cosmos DB. */
  readonly form: 'bearer' | 'cosmos'
  /** Headers without which the service refuses a token; written only where the request has none of that name. */
  readonly headers: readonly { readonly name: string; readonly value: string }[]
  /** Why a right token may still be refused, and what grants access. */
  readonly access: string
}

const everywhere = (resource: string): Readonly<Record<AzureCloud, string>> => ({
  public: resource,
  'us-government': resource,
  china: resource,
})

/**
 * Resources and host names:
 * https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/managed-identities-status and the page of each
 * service named at its entry.
 */
export const backEndKinds: readonly BackEndKind[] = [
  {
    name: 'app-service',
    label: 'App Service or Function app',
    hosts: ['.azurewebsites.net', '.azurewebsites.us', '.chinacloudsites.cn'],
    form: 'bearer',
    headers: [],
    access: 'Its authentication settings must allow the identity; see the app’s allowed applications and identities.',
  },
  {
    name: 'api-management',
    label: 'Another API Management instance',
    hosts: ['.azure-api.net', '.azure-api.us', '.azure-api.cn'],
    form: 'bearer',
    headers: [],
    access: 'Its own inbound policy must accept tokens of this identity: run Secure API with Managed Identity there.',
  },
  {
    // https://learn.microsoft.com/rest/api/storageservices/authorize-with-azure-active-directory: 2017-11-09 and later.
    name: 'storage',
    label: 'Azure Storage',
    resource: everywhere('https://storage.azure.com/'),
    hosts: ['blob', 'queue', 'table', 'file', 'dfs'].flatMap((service) => [
      `.${service}.core.windows.net`,
      `.${service}.core.usgovcloudapi.net`,
      `.${service}.core.chinacloudapi.cn`,
    ]),
    form: 'bearer',
    headers: [{ name: 'x-ms-version', value: '2021-12-02' }],
    access: 'The identity needs a data role of the storage account, such as Storage Blob Data Reader.',
  },
  {
    // https://learn.microsoft.com/azure/key-vault/general/authentication-requests-and-responses
    name: 'key-vault',
    label: 'Key Vault',
    resource: {
      public: 'https://vault.azure.net',
      'us-government': 'https://vault.usgovcloudapi.net',
      china: 'https://vault.azure.cn',
    },
    hosts: ['.vault.azure.net', '.vault.usgovcloudapi.net', '.vault.azure.cn'],
    form: 'bearer',
    headers: [],
    access: 'The identity needs a data role of the vault, such as Key Vault Secrets User, or an access policy.',
  },
  {
    // https://learn.microsoft.com/azure/service-bus-messaging/authenticate-application
    name: 'service-bus',
    label: 'Service Bus',
    resource: everywhere('https://servicebus.azure.net'),
    hosts: ['.servicebus.windows.net', '.servicebus.usgovcloudapi.net', '.servicebus.chinacloudapi.cn'],
    form: 'bearer',
    headers: [],
    access: 'The identity needs a data role of the namespace or queue, such as Azure Service Bus Data Sender.',
  },
  {
    // https://learn.microsoft.com/azure/event-hubs/authenticate-application
    name: 'event-hubs',
    label: 'Event Hubs',
    resource: everywhere('https://eventhubs.azure.net'),
    hosts: ['.servicebus.windows.net', '.servicebus.usgovcloudapi.net', '.servicebus.chinacloudapi.cn'],
    form: 'bearer',
    headers: [],
    access: 'The identity needs a data role of the namespace or hub, such as Azure Event Hubs Data Sender.',
  },
  {
    // https://learn.microsoft.com/rest/api/cosmos-db/access-control-on-cosmosdb-resources
    name: 'cosmos-db',
    label: 'Cosmos DB (NoSQL)',
    resource: everywhere('https://cosmos.azure.com'),
    hosts: ['.documents.azure.com', '.documents.azure.us', '.documents.azure.cn'],
    form: 'cosmos',
    headers: [
      { name: 'x-ms-date', value: '@(DateTime.UtcNow.ToString("R").ToLowerInvariant())' },
      { name: 'x-ms-version', value: '2018-12-31' },
    ],
    access:
      'The identity needs a data role of the account, such as Cosmos DB Built-in Data Reader (az cosmosdb sql role).',
  },
  {
    // https://learn.microsoft.com/azure/api-management/api-management-authenticate-authorize-azure-openai
    name: 'azure-ai',
    label: 'Azure OpenAI and other AI services',
    resource: {
      public: 'https://cognitiveservices.azure.com',
      'us-government': 'https://cognitiveservices.azure.us',
      china: 'https://cognitiveservices.azure.cn',
    },
    hosts: ['openai', 'cognitiveservices', 'services.ai'].flatMap((service) => [
      `.${service}.azure.com`,
      `.${service}.azure.us`,
      `.${service}.azure.cn`,
    ]),
    form: 'bearer',
    headers: [],
    access: 'The identity needs a role of the account, such as Cognitive Services OpenAI User.',
  },
  {
    // https://learn.microsoft.com/graph/deployments
    name: 'graph',
    label: 'Microsoft Graph',
    resource: {
      public: 'https://graph.microsoft.com',
      'us-government': 'https://graph.microsoft.us',
      china: 'https://microsoftgraph.chinacloudapi.cn',
    },
    hosts: ['graph.microsoft.com', 'graph.microsoft.us', 'microsoftgraph.chinacloudapi.cn'],
    form: 'bearer',
    headers: [],
    access: 'The identity needs app roles of Microsoft Graph, such as User.Read.All, granted by an administrator.',
  },
  {
    name: 'management',
    label: 'Azure Resource Manager',
    resource: {
      public: 'https://management.azure.com/',
      'us-government': 'https://management.usgovcloudapi.net/',
      china: 'https://management.chinacloudapi.cn/',
    },
    hosts: ['management.azure.com', 'management.usgovcloudapi.net', 'management.chinacloudapi.cn'],
    form: 'bearer',
    headers: [],
    access: 'The identity needs a role on what it manages, such as Reader.',
  },
  {
    name: 'custom',
    label: 'Another application',
    hosts: [],
    form: 'bearer',
    headers: [],
    access: 'When the application demands an assignment, the identity needs one of its app roles.',
  },
]

export const backEndKind = (name: BackEndKindName): BackEndKind => {
  const found = backEndKinds.find((kind) => kind.name === name)
  if (found === undefined) throw new RangeError(`There is no kind of back end '${name}'.`)
  return found
}

/** The kinds that a host name can belong to; empty for a domain of one's own. */
export const kindsOfHost = (host: string): readonly BackEndKind[] => {
  const name = host.toLowerCase().replace(/:\d+$/, '')
  return backEndKinds.filter(({ hosts }) =>
    hosts.some((known) => (known.startsWith('.') ? name.endsWith(known) : name === known)),
  )
}

/** The cloud that a host name of Microsoft's belongs to; undefined for a domain of one's own. */
export function cloudOfBackEnd(host: string): AzureCloud | undefined {
  if (kindsOfHost(host).length === 0) return undefined
  const name = host.toLowerCase().replace(/:\d+$/, '')
  if (name.endsWith('.cn')) return 'china'
  return /\.us$|\.usgovcloudapi\.net$/.test(name) ? 'us-government' : 'public'
}
