import type {
  ContractParameter,
  GatewayApi,
  GatewayBackend,
  GatewayConfiguration,
  GatewayOperation,
  GatewayProduct,
  GatewaySubscription,
  OperationContract,
} from '../gateway/configuration.ts'
import { nameOf } from './resource.ts'
import type { Content, Entity, Store } from './store.ts'

export interface SnapshotSource {
  readonly store: Store
  readonly serviceId: string
  readonly tenantId: string
  /** Client ids and object ids of the instance's identities, which the stored service names. */
  identities(): GatewayConfiguration['identities']
}

/** The instance as its gateway serves it. The same object is returned until something changes. */
export function createSnapshots(source: SnapshotSource): () => GatewayConfiguration {
  let current: GatewayConfiguration | undefined
  return () => {
    if (current?.version !== source.store.version) current = takeSnapshot(source)
    return current
  }
}

type Properties = Content['properties']

function takeSnapshot({ identities, serviceId, store, tenantId }: SnapshotSource): GatewayConfiguration {
  const list = (collection: string) => store.list(`${serviceId}/${collection}`)
  const service = store.get(serviceId)
  return {
    version: store.version,
    serviceName: nameOf(serviceId),
    region: String(service?.content.location ?? ''),
    tenantId,
    ...policyOf(store, serviceId),
    apis: list('apis').map((api) => gatewayApi(store, serviceId, api)),
    products: list('products').map((product) => gatewayProduct(store, product)),
    subscriptions: list('subscriptions').map((subscription) => gatewaySubscription(store, subscription)),
    fragments: new Map(list('policyFragments').map((fragment) => [nameOf(fragment.id), text(fragment, 'value')])),
    namedValues: new Map(list('namedValues').flatMap((namedValue) => gatewayNamedValue(store, namedValue))),
    backends: new Map(
      list('backends').map((backend) => [nameOf(backend.id), gatewayBackend(store, serviceId, backend)]),
    ),
    identities: identities(),
  }
}

function gatewayApi(store: Store, serviceId: string, api: Entity): GatewayApi {
  const { properties } = api.content
  const keyNames = properties.subscriptionKeyParameterNames as { header?: string; query?: string } | undefined
  const version = versionOf(store, serviceId, properties)
  return {
    id: nameOf(api.id).replace(/;rev=\d+$/, ''),
    name: text(api, 'displayName'),
    path: text(api, 'path'),
    revision: String(properties.apiRevision ?? '1'),
    isCurrent: properties.isCurrent !== false,
    ...(version ? { version } : {}),
    ...(properties.serviceUrl ? { serviceUrl: String(properties.serviceUrl) } : {}),
    protocols: (properties.protocols as string[] | undefined) ?? ['https'],
    subscriptionRequired: properties.subscriptionRequired !== false,
    subscriptionKeyNames: {
      header: keyNames?.header ?? 'Ocp-Apim-Subscription-Key',
      query: keyNames?.query ?? 'subscription-key',
    },
    ...policyOf(store, api.id),
    operations: store.list(`${api.id}/operations`).map((operation) => gatewayOperation(store, operation)),
  }
}

function versionOf(
  store: Store,
  serviceId: string,
  { apiVersion, apiVersionSetId }: Properties,
): GatewayApi['version'] {
  if (!apiVersion || !apiVersionSetId) return undefined
  const set = store.get(`${serviceId}/apiVersionSets/${nameOf(String(apiVersionSetId))}`)?.content.properties
  const scheme = String(set?.versioningScheme ?? 'Segment').toLowerCase() as 'segment' | 'header' | 'query'
  const name = scheme === 'header' ? set?.versionHeaderName : scheme === 'query' ? set?.versionQueryName : undefined
  return { value: String(apiVersion), scheme, ...(name ? { name: String(name) } : {}) }
}

const gatewayOperation = (store: Store, operation: Entity): GatewayOperation => ({
  id: nameOf(operation.id),
  name: text(operation, 'displayName'),
  method: text(operation, 'method'),
  urlTemplate: text(operation, 'urlTemplate'),
  contract: contractOf(operation.content.properties),
  ...policyOf(store, operation.id),
})

interface StoredParameter {
  readonly name?: string
  readonly type?: string
  readonly values?: readonly string[]
}

function contractOf({ templateParameters, request, responses }: Properties): OperationContract {
  const { queryParameters, headers, representations } = (request ?? {}) as Readonly<Record<string, unknown>>
  return {
    path: parametersOf(templateParameters),
    query: parametersOf(queryParameters),
    headers: parametersOf(headers),
    contentTypes: contentTypesOf(representations),
    responses: listOf<Readonly<Record<string, unknown>>>(responses).map((response) => ({
      status: Number(response.statusCode),
      headers: parametersOf(response.headers),
      contentTypes: contentTypesOf(response.representations),
    })),
  }
}

const parametersOf = (stored: unknown): ContractParameter[] =>
  listOf<StoredParameter>(stored).map(({ name = '', type = 'string', values }) => ({
    name,
    type,
    ...(values && values.length > 0 ? { values } : {}),
  }))

const contentTypesOf = (stored: unknown): string[] =>
  listOf<{ contentType?: string }>(stored).flatMap(({ contentType }) => contentType ?? [])

const listOf = <T>(stored: unknown): readonly T[] => (Array.isArray(stored) ? stored : [])

const gatewayProduct = (store: Store, product: Entity): GatewayProduct => ({
  id: nameOf(product.id),
  name: text(product, 'displayName'),
  published: product.content.properties.state === 'published',
  approvalRequired: product.content.properties.approvalRequired === true,
  subscriptionRequired: product.content.properties.subscriptionRequired !== false,
  apiIds: store.list(`${product.id}/apis`).map(({ id }) => nameOf(id)),
  ...policyOf(store, product.id),
})

function gatewaySubscription(store: Store, subscription: Entity): GatewaySubscription {
  const { primaryKey = '', secondaryKey = '' } = store.secrets(subscription.id)
  const [, kind, id] = /\/(apis|products)(?:\/([^/]+))?$/i.exec(text(subscription, 'scope')) ?? []
  return {
    id: nameOf(subscription.id),
    name: text(subscription, 'displayName'),
    active: subscription.content.properties.state === 'active',
    scope:
      id === undefined ? { kind: 'all-apis' } : { kind: kind?.toLowerCase() === 'products' ? 'product' : 'api', id },
    primaryKey,
    secondaryKey,
  }
}

/** A Key Vault value, or a secret lost by a restart, is not there: the gateway then says so by the name. */
function gatewayNamedValue(store: Store, namedValue: Entity): [string, { value: string; secret: boolean }][] {
  const secret = namedValue.content.properties.secret === true
  const value = secret ? store.secrets(namedValue.id).value : text(namedValue, 'value')
  return value === undefined ? [] : [[text(namedValue, 'displayName'), { value, secret }]]
}

function gatewayBackend(store: Store, serviceId: string, backend: Entity): GatewayBackend {
  const credentials = (backend.content.properties.credentials ?? {}) as {
    header?: Record<string, string[]>
    query?: Record<string, string[]>
    authorization?: { scheme: string; parameter: string }
  }
  const values = new Map(store.list(`${serviceId}/namedValues`).flatMap((value) => gatewayNamedValue(store, value)))
  const fill = (template: string): string =>
    template.replace(/\{\{\s*([\w.-]+)\s*\}\}/g, (all, name) => values.get(name)?.value ?? all)
  const fillAll = (lists: Record<string, string[]> = {}) =>
    Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, list.map(fill)]))
  const { authorization } = credentials
  return {
    id: nameOf(backend.id),
    url: text(backend, 'url'),
    headers: {
      ...fillAll(credentials.header),
      ...(authorization ? { Authorization: [`${authorization.scheme} ${fill(authorization.parameter)}`] } : {}),
    },
    query: fillAll(credentials.query),
  }
}

function policyOf(store: Store, id: string): { policy?: string } {
  const policy = store.get(`${id}/policies/policy`)
  return policy ? { policy: text(policy, 'value') } : {}
}

const text = (entity: Entity, property: string): string => String(entity.content.properties[property] ?? '')
