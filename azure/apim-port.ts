/**
 * What the product asks of Azure, in the field's terms. Types only: shells and workflows import this page and never the SDK.
 * Every method rejects with a `ServiceError` (service-error.ts); what is absent is `undefined`, not an error.
 */

/** Names one API Management instance. */
export interface InstanceAddress {
  readonly subscriptionId: string
  readonly resourceGroup: string
  readonly serviceName: string
}

export interface Subscription {
  readonly id: string
  readonly name: string
  readonly tenantId: string | undefined
}

export interface UserAssignedIdentity {
  readonly resourceId: string
  readonly clientId: string | undefined
  readonly principalId: string | undefined
}

/** Somebody who can ask for tokens without a secret: the identity of a resource. */
export interface CallerIdentity {
  readonly kind: 'system-assigned' | 'user-assigned'
  readonly name: string
  /** Of the resource that it belongs to: `Microsoft.DataFactory/factories`. */
  readonly resourceType: string
  readonly resourceId: string
  /** Claim `oid` of its tokens. */
  readonly objectId: string
  /** Claim `appid` or `azp`; not told in a list of system-assigned ones, see `findIdentityClientId`. */
  readonly clientId: string | undefined
}

export interface InstanceIdentity {
  readonly systemAssigned:
    | { readonly principalId: string | undefined; readonly tenantId: string | undefined }
    | undefined
  readonly userAssigned: readonly UserAssignedIdentity[]
}

export interface Instance extends InstanceAddress {
  readonly id: string
  readonly location: string
  readonly sku: string
  readonly gatewayUrl: string
  /** Every host name of the gateway, custom domains included. */
  readonly gatewayHosts: readonly string[]
  readonly identity: InstanceIdentity
}

export type ContentFormat = 'rawxml' | 'xml'

/** Which policy document: the scope it belongs to and the ids on the way there. */
export type PolicyRef =
  | { readonly kind: 'global' }
  | { readonly kind: 'workspace'; readonly workspace: string }
  | { readonly kind: 'product'; readonly product: string; readonly workspace?: string }
  | { readonly kind: 'api'; readonly api: string; readonly workspace?: string }
  | { readonly kind: 'operation'; readonly api: string; readonly operation: string; readonly workspace?: string }
  | { readonly kind: 'resolver'; readonly api: string; readonly resolver: string }
  | { readonly kind: 'fragment'; readonly fragment: string; readonly workspace?: string }

export interface StoredPolicy {
  readonly text: string
  /** Quoted, as the service sends it; empty when it sent none. */
  readonly etag: string
}

export interface PutOptions extends CallOptions {
  /** ETag of what was read. Absent: create, or overwrite whatever is there, so only for what was seen to be absent. */
  readonly ifMatch?: string
}

export interface CallOptions {
  readonly signal?: AbortSignal | undefined
  /** Called with a few words while a long-running operation runs. */
  readonly report?: ((message: string) => void) | undefined
}

export interface Api {
  readonly id: string
  readonly displayName: string
  readonly description?: string
  /** Without slashes at the ends; may be empty. */
  readonly path: string
  readonly protocols: readonly string[]
  readonly serviceUrl?: string
  readonly subscriptionRequired: boolean
  readonly subscriptionKeyNames?: { readonly header: string; readonly query: string }
  readonly revision: string
  readonly isCurrent: boolean
  readonly version?: string
  readonly versionSetId?: string
  readonly versioning?: { readonly scheme: 'segment' | 'header' | 'query'; readonly name?: string }
}

export interface OperationParameter {
  readonly name: string
  readonly type: string
  readonly required: boolean
  readonly description?: string
  readonly defaultValue?: string
  readonly values?: readonly string[]
  /** The first example of its definition. */
  readonly example?: string
}

/** A form that the body of an operation's request may take. */
export interface Representation {
  readonly contentType: string
  /** The first example of its definition; JSON is indented. */
  readonly sample?: string
  /** Of `application/x-www-form-urlencoded` and `multipart/form-data`. */
  readonly formParameters?: readonly OperationParameter[]
}

export interface Operation {
  readonly id: string
  readonly displayName: string
  readonly description?: string
  readonly method: string
  readonly urlTemplate: string
  readonly templateParameters: readonly OperationParameter[]
  readonly queryParameters: readonly OperationParameter[]
  readonly headers: readonly OperationParameter[]
  /** Absent: its definition tells nothing of a body. */
  readonly representations?: readonly Representation[]
}

export interface Product {
  readonly id: string
  readonly displayName: string
  readonly description?: string
  readonly state: 'published' | 'notPublished'
  readonly subscriptionRequired: boolean
  readonly approvalRequired: boolean
}

export interface NamedValue {
  /** Resource name. */
  readonly id: string
  /** What `{{…}}` in a policy means. */
  readonly displayName: string
  /** Never present for a secret. */
  readonly value?: string
  readonly secret: boolean
  readonly tags: readonly string[]
  readonly keyVault?: { readonly secretIdentifier: string; readonly identityClientId?: string }
}

export interface Fragment {
  readonly id: string
  readonly description?: string
}

export interface BackEnd {
  readonly id: string
  readonly url: string
  readonly protocol: string
  readonly title?: string
  readonly description?: string
  /** App Service or other ARM resource behind it. */
  readonly resourceId?: string
}

export interface ApimSubscription {
  readonly id: string
  readonly displayName: string
  readonly state: string
  /** ARM id of what it is for: all APIs, a product or an API. */
  readonly scope: string
}

/** Secret: kept in memory only. */
export interface SubscriptionKeys {
  readonly primaryKey: string
  readonly secondaryKey: string
}

/**
 * One thing that the gateway noted while it handled a traced request, as the service sends it. It may hold tokens and keys, so it is
 * never shown as it is.
 * https://learn.microsoft.com/rest/api/apimanagement/gateway/list-trace
 */
export interface TraceEntry {
  readonly section: 'inbound' | 'backend' | 'outbound' | 'on-error'
  /** Name of the policy, or of a part of the gateway. */
  readonly source: string
  /** ISO 8601; empty when the service sent none. */
  readonly timestamp: string
  /** Since the request arrived: `00:00:00.0123456`; empty when the service sent none. */
  readonly elapsed: string
  readonly data: unknown
}

/** Body of an ARM resource, as APIOps information files hold it: `properties` in the service's own words. */
export type ResourceProperties = Readonly<Record<string, unknown>>

/** What an APIOps information file is written for. */
export type InformationKind = 'api' | 'operation' | 'product' | 'fragment' | 'named-value' | 'back-end' | 'version-set'

export interface Information {
  readonly id: string
  readonly properties: ResourceProperties
}

export interface AppServiceAuthentication {
  readonly enabled: boolean
  readonly requireAuthentication: boolean
  readonly unauthenticatedAction: string | undefined
  readonly clientId: string | undefined
  readonly issuer: string | undefined
  readonly allowedAudiences: readonly string[]
  readonly allowedApplications: readonly string[]
  readonly allowedIdentities: readonly string[]
  readonly excludedPaths: readonly string[]
}

/** An App Service or Function app. */
export interface AppService {
  readonly resourceId: string
  readonly resourceGroup: string
  readonly name: string
}

/** One Azure subscription. */
export interface ApimPort {
  readonly subscriptionId: string
  listInstances(options?: CallOptions): Promise<readonly Instance[]>
  instance(resourceGroup: string, serviceName: string): InstancePort
  /** The app that answers to a host name, custom domains included; undefined when this subscription has none. */
  findAppService(host: string, options?: CallOptions): Promise<AppService | undefined>
  /** Every managed identity of the subscription, by name. */
  listIdentities(options?: CallOptions): Promise<readonly CallerIdentity[]>
  /**
   * Client id of the system-assigned identity of a resource, which the resource itself does not tell (it tells the object id).
   * @param resourceId ARM id, such as `Instance.id`.
   */
  findIdentityClientId(resourceId: string, options?: CallOptions): Promise<string | undefined>
  /** Authentication settings (v2) of an App Service or Function app, without its secrets. */
  getAppServiceAuthentication(
    resourceGroup: string,
    site: string,
    options?: CallOptions,
  ): Promise<AppServiceAuthentication | undefined>
  /** The same settings as one JSON document in the service's own words, to be changed and put back whole. */
  getAppServiceAuthenticationDocument(app: AppService, options?: CallOptions): Promise<unknown>
  putAppServiceAuthenticationDocument(app: AppService, document: unknown, options?: CallOptions): Promise<void>
}

/** One API Management instance. */
export interface InstancePort {
  readonly address: InstanceAddress
  getInstance(options?: CallOptions): Promise<Instance>
  /** Adds the system-assigned identity and keeps the user-assigned ones. Long-running. */
  enableSystemIdentity(options?: CallOptions): Promise<Instance>

  /**
   * Every resource of a kind with its properties as the service sends them, unknown ones included. Secret named values come without
   * their value; back ends may hold credentials, which must not be written down.
   * @param api for operations only: the API they belong to.
   */
  listInformation(
    kind: InformationKind,
    options?: CallOptions & { readonly api?: string },
  ): Promise<readonly Information[]>
  listApis(options?: CallOptions): Promise<readonly Api[]>
  getApi(api: string, options?: CallOptions): Promise<Api | undefined>
  listOperations(api: string, options?: CallOptions): Promise<readonly Operation[]>
  listProducts(options?: CallOptions): Promise<readonly Product[]>
  listProductApis(product: string, options?: CallOptions): Promise<readonly string[]>
  listFragments(options?: CallOptions): Promise<readonly Fragment[]>
  listNamedValues(options?: CallOptions): Promise<readonly NamedValue[]>
  listBackends(options?: CallOptions): Promise<readonly BackEnd[]>
  listSubscriptions(options?: CallOptions): Promise<readonly ApimSubscription[]>
  getSubscriptionKeys(subscription: string, options?: CallOptions): Promise<SubscriptionKeys>
  /**
   * A credential that lets its holder trace calls to one API, for the header `Apim-Debug-Authorization`. Secret: kept in memory only. Needs
   * a role that may manage the instance; not every tier has it.
   * @param lifetime ISO 8601, an hour at most.
   * https://learn.microsoft.com/azure/api-management/api-management-howto-api-inspector
   */
  createDebugCredential(api: string, lifetime: string, options?: CallOptions): Promise<string>
  /**
   * What the gateway noted about a traced request.
   * @param id of the response header `Apim-Trace-Id`.
   * @returns undefined while the service does not have it (yet).
   */
  getTrace(id: string, options?: CallOptions): Promise<readonly TraceEntry[] | undefined>

  /** Fragments too. `rawxml` unless the format says otherwise. */
  getPolicy(
    ref: PolicyRef,
    options?: CallOptions & { readonly format?: ContentFormat },
  ): Promise<StoredPolicy | undefined>
  /**
   * Writes a policy document or fragment (a fragment is long-running: the service checks it after accepting it).
   * @returns the ETag of what is stored now.
   */
  putPolicy(
    ref: PolicyRef,
    text: string,
    options?: PutOptions & { readonly format?: ContentFormat; readonly description?: string },
  ): Promise<{ readonly etag: string }>

  /** Long-running. `value` is needed unless Key Vault holds it. */
  putNamedValue(namedValue: NamedValue, options?: PutOptions): Promise<void>
  /** Whatever its ETag; one that is not there is no error. @param id resource name */
  deleteNamedValue(id: string, options?: CallOptions): Promise<void>
  /** A back end that exists keeps what the properties do not name, credentials above all. */
  putBackend(id: string, properties: ResourceProperties, options?: PutOptions): Promise<void>
  /** Long-running. Without a specification it creates or updates the API's own properties only. */
  putApi(id: string, properties: ResourceProperties, options?: PutOptions): Promise<void>
  putOperation(api: string, id: string, properties: ResourceProperties, options?: PutOptions): Promise<void>
  putProduct(id: string, properties: ResourceProperties, options?: PutOptions): Promise<void>
  putVersionSet(id: string, properties: ResourceProperties, options?: PutOptions): Promise<void>
  putProductApi(product: string, api: string, options?: CallOptions): Promise<void>
  putSubscription(id: string, properties: ResourceProperties, options?: PutOptions): Promise<void>
}
