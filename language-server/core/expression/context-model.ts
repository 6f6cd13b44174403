/**
 * What the host (the gateway, a test, a JSON file) tells an expression about the request: plain data, no XML, no HTTP.
 * The CLR types of the `context` variable are views of it (facts/expressions.json).
 */
export interface ContextModel {
  readonly request: RequestModel
  /** Absent until there is a response. */
  readonly response?: ResponseModel
  /** Context variables; values are those an expression returned, or strings. Written by `set-variable`, never by expressions. */
  readonly variables: ReadonlyMap<string, unknown>
  readonly api?: ApiModel
  readonly operation?: OperationModel
  readonly product?: ProductModel
  readonly subscription?: SubscriptionModel
  readonly user?: UserModel
  readonly deployment: DeploymentModel
  readonly lastError?: LastErrorModel
  readonly requestId: string
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly timestamp: number
  /** Milliseconds since the request arrived. */
  readonly elapsed: () => number
  readonly tracing?: boolean
}

/** Header names compare without case; one entry per name, each with its values. */
export type HeadersModel = ReadonlyMap<string, readonly string[]>

export interface BodyModel {
  /** Undefined once the body was read without `preserveContent: true`. */
  bytes(): Uint8Array | undefined
  /** Marks the body as read. */
  consume(): void
}

export interface RequestModel {
  readonly method: string
  readonly url: UrlModel
  readonly originalUrl: UrlModel
  readonly headers: HeadersModel
  readonly body?: BodyModel
  readonly ipAddress: string
  readonly matchedParameters: ReadonlyMap<string, string>
}

export interface ResponseModel {
  readonly statusCode: number
  readonly statusReason: string
  readonly headers: HeadersModel
  readonly body?: BodyModel
}

export interface UrlModel {
  readonly scheme: string
  readonly host: string
  readonly port: number
  readonly path: string
  /** With the leading `?`, or empty. */
  readonly queryString: string
  readonly query: ReadonlyMap<string, readonly string[]>
}

export interface ApiModel {
  readonly id: string
  readonly name: string
  readonly path: string
  readonly revision: string
  readonly version?: string
  readonly serviceUrl?: UrlModel
  readonly protocols: readonly string[]
  readonly isCurrentRevision: boolean
}
export interface OperationModel {
  readonly id: string
  readonly name: string
  readonly method: string
  readonly urlTemplate: string
}
export interface ProductModel {
  readonly id: string
  readonly name: string
  readonly approvalRequired: boolean
  readonly subscriptionRequired: boolean
  readonly state: string
}
export interface SubscriptionModel {
  readonly id: string
  readonly name: string
  readonly key: string
  readonly primaryKey: string
  readonly secondaryKey: string
}
export interface UserModel {
  readonly id: string
  readonly email: string
  readonly firstName: string
  readonly lastName: string
  readonly groups: readonly string[]
}
export interface DeploymentModel {
  readonly region: string
  readonly serviceName: string
  readonly serviceId?: string
  readonly gatewayId: string
}
/** https://learn.microsoft.com/azure/api-management/api-management-error-handling-policies */
export interface LastErrorModel {
  readonly source: string
  readonly reason: string
  readonly message: string
  readonly scope?: string
  readonly section?: string
  readonly path?: string
  readonly policyId?: string
}

/** The ambient things an expression may ask for; injected, so that tests repeat. */
export interface ExpressionHost {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now(): number
  /** In [0, 1). */
  random(): number
  newGuid(): string
}
