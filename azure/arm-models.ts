import type {
  ApiContract,
  ApiManagementServiceResource,
  BackendContract,
  NamedValueContract,
  OperationContract,
  ParameterContract,
  ParameterExampleContract,
  ProductContract,
  RepresentationContract,
  SubscriptionContract,
} from '@azure/arm-apimanagement'
import type {
  Api,
  ApimSubscription,
  BackEnd,
  Instance,
  InstanceIdentity,
  NamedValue,
  Operation,
  OperationParameter,
  Product,
  Representation,
} from './apim-port.ts'

/** The SDK's models in the product's words. A field that the service left out stays out. */

/** Drops the members that are undefined, so that optional stays absent. */
type Present<T> = { [K in keyof T]: Exclude<T[K], undefined> }
const present = <T extends object>(value: T): Partial<Present<T>> =>
  Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as Partial<Present<T>>

const segmentAfter = (id: string | undefined, name: string): string =>
  new RegExp(`/${name}/([^/]+)`, 'i').exec(id ?? '')?.[1] ?? ''

const lastSegment = (id: string | undefined): string => (id ?? '').split('/').at(-1) ?? ''

function identityOf(identity: ApiManagementServiceResource['identity']): InstanceIdentity {
  const kinds = (identity?.type ?? 'None').split(',').map((kind) => kind.trim().toLowerCase())
  return {
    systemAssigned: kinds.includes('systemassigned')
      ? { principalId: identity?.principalId, tenantId: identity?.tenantId }
      : undefined,
    userAssigned: Object.entries(identity?.userAssignedIdentities ?? {}).map(([resourceId, one]) => ({
      resourceId,
      clientId: one.clientId,
      principalId: one.principalId,
    })),
  }
}

const hostOf = (url: string | undefined): readonly string[] => {
  try {
    return url === undefined ? [] : [new URL(url).host]
  } catch {
    return []
  }
}

export const toInstance = (service: ApiManagementServiceResource): Instance => ({
  id: service.id ?? '',
  subscriptionId: segmentAfter(service.id, 'subscriptions'),
  resourceGroup: segmentAfter(service.id, 'resourceGroups'),
  serviceName: service.name ?? lastSegment(service.id),
  location: service.location ?? '',
  sku: service.sku?.name ?? '',
  gatewayUrl: service.gatewayUrl ?? '',
  gatewayHosts: [
    ...new Set([
      ...hostOf(service.gatewayUrl),
      ...(service.hostnameConfigurations ?? []).filter(({ type }) => type === 'Proxy').map(({ hostName }) => hostName),
    ]),
  ],
  identity: identityOf(service.identity),
})

const schemes = { Segment: 'segment', Header: 'header', Query: 'query' } as const

export const versioningOf = (set: ApiContract['apiVersionSet']): Api['versioning'] => {
  const scheme = set?.versioningScheme && schemes[set.versioningScheme as keyof typeof schemes]
  if (!scheme) return undefined
  const name = scheme === 'header' ? set.versionHeaderName : scheme === 'query' ? set.versionQueryName : undefined
  return name === undefined ? { scheme } : { scheme, name }
}

export const toApi = (api: ApiContract): Api => {
  const keys = api.subscriptionKeyParameterNames
  return {
    id: api.name ?? lastSegment(api.id),
    displayName: api.displayName ?? api.name ?? '',
    path: (api.path ?? '').replace(/^\/+|\/+$/g, ''),
    protocols: api.protocols ?? ['https'],
    subscriptionRequired: api.subscriptionRequired ?? true,
    revision: api.apiRevision ?? '1',
    isCurrent: api.isCurrent ?? true,
    ...present({
      description: api.description,
      serviceUrl: api.serviceUrl,
      version: api.apiVersion === '' ? undefined : api.apiVersion,
      versionSetId: api.apiVersionSetId,
      versioning: versioningOf(api.apiVersionSet),
      subscriptionKeyNames: keys
        ? { header: keys.header ?? 'Ocp-Apim-Subscription-Key', query: keys.query ?? 'subscription-key' }
        : undefined,
    }),
  }
}

const toParameter = (parameter: ParameterContract): OperationParameter => ({
  name: parameter.name,
  type: parameter.type ?? 'string',
  required: parameter.required ?? false,
  ...present({
    description: parameter.description,
    defaultValue: parameter.defaultValue,
    values: parameter.values,
    example: exampleOf(parameter.examples),
  }),
})

/** The first example that stands in the definition itself; one behind a URL is not fetched. */
function exampleOf(examples: Readonly<Record<string, ParameterExampleContract>> | undefined): string | undefined {
  const value: unknown = Object.values(examples ?? {}).find(
    (one) => one.value !== undefined && one.value !== null,
  )?.value
  if (value === undefined) return undefined
  return typeof value === 'string' ? value : JSON.stringify(value, undefined, 2)
}

const toRepresentation = (representation: RepresentationContract): Representation => ({
  contentType: representation.contentType,
  ...present({
    sample: exampleOf(representation.examples),
    formParameters: representation.formParameters?.map(toParameter),
  }),
})

export const toOperation = (operation: OperationContract): Operation => ({
  id: operation.name ?? lastSegment(operation.id),
  displayName: operation.displayName ?? operation.name ?? '',
  method: operation.method ?? 'GET',
  urlTemplate: operation.urlTemplate ?? '/',
  templateParameters: (operation.templateParameters ?? []).map(toParameter),
  queryParameters: (operation.request?.queryParameters ?? []).map(toParameter),
  headers: (operation.request?.headers ?? []).map(toParameter),
  ...present({
    description: operation.description,
    representations: operation.request?.representations?.map(toRepresentation),
  }),
})

export const toProduct = (product: ProductContract): Product => ({
  id: product.name ?? lastSegment(product.id),
  displayName: product.displayName ?? product.name ?? '',
  state: product.state === 'published' ? 'published' : 'notPublished',
  subscriptionRequired: product.subscriptionRequired ?? true,
  approvalRequired: product.approvalRequired ?? false,
  ...present({ description: product.description }),
})

export const toNamedValue = (named: NamedValueContract): NamedValue => {
  const secret = named.secret ?? false
  const vault = named.keyVault
  return {
    id: named.name ?? lastSegment(named.id),
    displayName: named.displayName ?? named.name ?? '',
    secret,
    tags: named.tags ?? [],
    ...present({
      value: secret ? undefined : named.value,
      keyVault:
        vault?.secretIdentifier === undefined
          ? undefined
          : {
              secretIdentifier: vault.secretIdentifier,
              ...(vault.identityClientId === undefined ? {} : { identityClientId: vault.identityClientId }),
            },
    }),
  }
}

export const toBackEnd = (backEnd: BackendContract): BackEnd => ({
  id: backEnd.name ?? lastSegment(backEnd.id),
  url: backEnd.url ?? '',
  protocol: backEnd.protocol ?? 'http',
  ...present({ title: backEnd.title, description: backEnd.description, resourceId: backEnd.resourceId }),
})

export const toSubscription = (subscription: SubscriptionContract): ApimSubscription => ({
  id: subscription.name ?? lastSegment(subscription.id),
  displayName: subscription.displayName ?? '',
  state: subscription.state ?? '',
  scope: subscription.scope ?? '',
})
