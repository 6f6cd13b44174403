/**
 * Everything the gateway serves, as one immutable snapshot. The management side makes a new one after each accepted change;
 * the gateway compiles it lazily and drops what it compiled when the snapshot changes.
 */
export interface GatewayConfiguration {
  /** Changes with every snapshot. */
  readonly version: number
  readonly serviceName: string
  readonly region: string
  readonly tenantId: string
  /** Policy text (rawxml) at global scope. */
  readonly policy?: string
  readonly apis: readonly GatewayApi[]
  readonly products: readonly GatewayProduct[]
  readonly subscriptions: readonly GatewaySubscription[]
  readonly fragments: ReadonlyMap<string, string>
  /** By display name; secrets and Key Vault values included: they never leave the gateway. */
  readonly namedValues: ReadonlyMap<string, { readonly value: string; readonly secret: boolean }>
  readonly backends: ReadonlyMap<string, GatewayBackend>
  /** The instance's managed identities; empty when none is enabled. */
  readonly identities: readonly {
    readonly clientId: string
    readonly principalId: string
    readonly systemAssigned: boolean
  }[]
}

export interface GatewayApi {
  readonly id: string
  readonly name: string
  /** Without leading or trailing slash; may be empty. */
  readonly path: string
  readonly revision: string
  readonly isCurrent: boolean
  readonly version?: {
    readonly value: string
    readonly scheme: 'segment' | 'header' | 'query'
    readonly name?: string
  }
  readonly serviceUrl?: string
  readonly protocols: readonly string[]
  readonly subscriptionRequired: boolean
  readonly subscriptionKeyNames: { readonly header: string; readonly query: string }
  readonly policy?: string
  readonly operations: readonly GatewayOperation[]
}

export interface GatewayOperation {
  readonly id: string
  readonly name: string
  readonly method: string
  /** `/orders/{id}`, `/files/*`, query parameters after `?`. */
  readonly urlTemplate: string
  /** What its definition says of requests and responses, for the policies that validate. */
  readonly contract?: OperationContract
  readonly policy?: string
}

export interface OperationContract {
  readonly path: readonly ContractParameter[]
  readonly query: readonly ContractParameter[]
  readonly headers: readonly ContractParameter[]
  /** Media types of the body. */
  readonly contentTypes: readonly string[]
  readonly responses: readonly {
    readonly status: number
    readonly headers: readonly ContractParameter[]
    readonly contentTypes: readonly string[]
  }[]
}

export interface ContractParameter {
  readonly name: string
  /** Of JSON Schema: `string`, `integer`, `number`, `boolean`, `array` … */
  readonly type: string
  /** The only values that there are; absent: any. */
  readonly values?: readonly string[]
}

export interface GatewayProduct {
  readonly id: string
  readonly name: string
  readonly published: boolean
  readonly approvalRequired: boolean
  readonly subscriptionRequired: boolean
  readonly apiIds: readonly string[]
  readonly policy?: string
}

export interface GatewaySubscription {
  readonly id: string
  readonly name: string
  readonly active: boolean
  readonly scope: { readonly kind: 'all-apis' } | { readonly kind: 'product' | 'api'; readonly id: string }
  readonly primaryKey: string
  readonly secondaryKey: string
}

export interface GatewayBackend {
  readonly id: string
  readonly url: string
  readonly headers: Readonly<Record<string, readonly string[]>>
  readonly query: Readonly<Record<string, readonly string[]>>
}
