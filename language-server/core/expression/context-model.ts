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
  readonly backend?: BackendModel
  /** In a GraphQL resolver alone. */
  readonly graphql?: GraphqlModel
  readonly workspace?: WorkspaceModel
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
  /** Of the caller. */
  readonly certificate?: CertificateModel
  readonly privateEndpointConnection?: PrivateEndpointConnectionModel
}

/** A certificate as files hold it. */
export interface CertificateModel {
  /** DER, or the text of PEM. */
  readonly certificate: Uint8Array
  /** PEM. */
  readonly privateKey?: string
  /** What `Verify` finds of the chain: nothing here knows the roots that the service trusts. */
  readonly trusted?: boolean
}

export interface PrivateEndpointConnectionModel {
  readonly name: string
  readonly groupId: string
  readonly memberName: string
}

export interface BackendModel {
  readonly id: string
  /** `Single` or `Pool`. */
  readonly type: string
  readonly azureRegion?: string
}

/** Plain JSON values by the names of the fields. */
export interface GraphqlModel {
  readonly arguments: Readonly<Record<string, unknown>>
  readonly parent: Readonly<Record<string, unknown>>
}

export interface WorkspaceModel {
  readonly id: string
  readonly name: string
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
  /** Names of the header and the query parameter that carry the key. */
  readonly subscriptionKeyParameterNames?: { readonly header: string; readonly query: string }
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
  /** Names of groups. */
  readonly groups?: readonly string[]
  readonly subscriptionsLimit?: number
}
export interface SubscriptionModel {
  readonly id: string
  readonly name: string
  readonly key: string
  readonly primaryKey: string
  readonly secondaryKey: string
  /** These three in milliseconds since 1970-01-01T00:00:00Z. */
  readonly createdDate?: number
  readonly startDate?: number
  readonly endDate?: number
}
export interface UserModel {
  readonly id: string
  readonly email: string
  readonly firstName: string
  readonly lastName: string
  readonly groups: readonly string[]
  readonly note?: string
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly registrationDate?: number
  readonly identities?: readonly { readonly id: string; readonly provider: string }[]
}
export interface DeploymentModel {
  readonly region: string
  readonly serviceName: string
  readonly serviceId?: string
  readonly gatewayId: string
  /** `managed` unless said. */
  readonly gatewayInstanceId?: string
  /** By thumbprint or by the name they were uploaded under. */
  readonly certificates?: ReadonlyMap<string, CertificateModel>
  /** https://learn.microsoft.com/azure/api-management/sustainability-traffic-management */
  readonly carbonIntensity?: string
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
  readonly httpErrorCode?: number
}

/** The ambient things an expression may ask for; injected, so that tests repeat. */
export interface ExpressionHost {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now(): number
  /** In [0, 1). */
  random(): number
  newGuid(): string
  /** Absent where there is none, as in a web page: what needs it then fails by its name. */
  readonly crypto?: CryptoPort
  /** Milliseconds on a clock that never goes back; only differences mean something. */
  monotonic?(): number
  /** Milliseconds on that clock that an evaluation may take; without them, only its steps are counted. */
  readonly timeLimit?: number
}

/** Cryptography with the keys that are handed over, without padding of blocks. What an implementation cannot do gives undefined. */
export interface CryptoPort {
  cipher(request: CipherRequest): Uint8Array | undefined
  /** Undefined when the bytes are no certificate. */
  certificate(bytes: Uint8Array): CertificateFacts | undefined
  /** Undefined when the key is none. Keys are PEM throughout. */
  key(pem: string): RsaKeyFacts | undefined
  newKey(bits: number): string
  sign(request: SignRequest): Uint8Array | undefined
  verify(request: SignRequest & { readonly signature: Uint8Array }): boolean | undefined
  /** Undefined where the message cannot be read, or not be written with the key. */
  rsa(request: RsaRequest): Uint8Array | undefined
}

export interface CipherRequest {
  readonly algorithm: 'AES' | 'DES' | 'TripleDES' | 'RC2'
  readonly mode: 'CBC' | 'ECB' | 'CFB'
  readonly direction: 'encrypt' | 'decrypt'
  readonly key: Uint8Array
  readonly iv: Uint8Array
  /** A whole number of blocks. */
  readonly bytes: Uint8Array
}

export interface CertificateFacts {
  /** Relative names in the order of the certificate, as `[short name, value]`. */
  readonly subject: readonly (readonly [string, string])[]
  readonly issuer: readonly (readonly [string, string])[]
  /** Hexadecimal digits in upper case. */
  readonly serialNumber: string
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly notBefore: number
  readonly notAfter: number
  /** DER. */
  readonly raw: Uint8Array
  /** PEM. */
  readonly publicKey: string
  readonly dnsNames: readonly string[]
  readonly emails: readonly string[]
}

export interface RsaKeyFacts {
  readonly bits: number
  readonly isPrivate: boolean
  /** Base64 by the names of RSAKeyValue (RFC 4050 puts keys into XML): Modulus, Exponent, P, Q, DP, DQ, InverseQ, D. */
  readonly parts: Readonly<Record<string, string>>
}

export interface SignRequest {
  readonly key: string
  readonly hash: 'MD5' | 'SHA1' | 'SHA256' | 'SHA384' | 'SHA512'
  readonly padding: 'Pkcs1' | 'Pss'
  readonly data: Uint8Array
  /** `data` is the hash itself. */
  readonly isHash: boolean
}

export interface RsaRequest {
  readonly key: string
  readonly direction: 'encrypt' | 'decrypt'
  readonly padding: 'Pkcs1' | 'OaepSHA1' | 'OaepSHA256' | 'OaepSHA384' | 'OaepSHA512'
  readonly data: Uint8Array
}
