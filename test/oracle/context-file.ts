import type { ApiModel, ContextModel, UrlModel } from '../../language-server/core/expression/context-model.ts'

/** A context as a JSON file says it; what it leaves out gets a plain value. */
export interface ContextInput {
  readonly request?: MessageInput & {
    readonly method?: string
    readonly url?: string
    readonly originalUrl?: string
    readonly matchedParameters?: Readonly<Record<string, string>>
    readonly ipAddress?: string
  }
  readonly response?: ResponseInput
  readonly variables?: Readonly<Record<string, unknown>>
  readonly api?: Partial<Omit<ApiModel, 'serviceUrl'>> & { readonly serviceUrl?: string }
  readonly operation?: Readonly<Record<string, string>>
  readonly product?: Readonly<Record<string, unknown>>
  readonly subscription?: Readonly<Record<string, string>>
  readonly user?: Readonly<Record<string, unknown>>
  readonly deployment?: Readonly<Record<string, string>>
  readonly lastError?: Readonly<Record<string, string>>
  readonly requestId?: string
  /** ISO 8601. */
  readonly now?: string
  /** Milliseconds. */
  readonly elapsed?: number
  readonly tracing?: boolean
}

interface MessageInput {
  readonly headers?: Readonly<Record<string, readonly string[]>>
  /** Text, or JSON that is written as text, or bytes as a tagged value. */
  readonly body?: unknown
}

export interface ResponseInput extends MessageInput {
  readonly statusCode?: number
  readonly statusReason?: string
}

export interface CompleteMessage {
  readonly headers: Readonly<Record<string, readonly string[]>>
  /** Base64; null for none. */
  readonly body: string | null
}
export type CompleteUrl = Omit<UrlModel, 'query'> & { readonly query: Readonly<Record<string, readonly string[]>> }
export type CompleteResponse = CompleteMessage & { readonly statusCode: number; readonly statusReason: string }

/** Everything said: what both the C# context and ours are made of. */
export interface CompleteContext {
  readonly request: CompleteMessage & {
    readonly method: string
    readonly url: CompleteUrl
    readonly originalUrl: CompleteUrl
    readonly matchedParameters: Readonly<Record<string, string>>
    readonly ipAddress: string
  }
  readonly response: CompleteResponse | null
  readonly variables: Readonly<Record<string, unknown>>
  readonly api:
    | (Omit<ApiModel, 'serviceUrl' | 'version'> & {
        readonly version: string | null
        readonly serviceUrl: CompleteUrl | null
      })
    | null
  readonly operation: NonNullable<ContextModel['operation']> | null
  readonly product: NonNullable<ContextModel['product']> | null
  readonly subscription: NonNullable<ContextModel['subscription']> | null
  readonly user: NonNullable<ContextModel['user']> | null
  readonly deployment: Required<ContextModel['deployment']>
  readonly lastError: Readonly<Record<string, string | null>> | null
  readonly requestId: string
  readonly now: string
  readonly elapsed: number
  readonly tracing: boolean
}

function completeUrl(text: string): CompleteUrl {
  const url = new URL(text)
  const query: Record<string, string[]> = {}
  for (const [name, value] of url.searchParams) {
    const known = Object.keys(query).find((one) => one.toLowerCase() === name.toLowerCase()) ?? name
    query[known] = [...(query[known] ?? []), value]
  }
  const scheme = url.protocol.slice(0, -1)
  const port = url.port === '' ? (scheme === 'http' ? 80 : 443) : Number(url.port)
  return { scheme, host: url.hostname, port, path: url.pathname, queryString: url.search, query }
}

function bodyBytes(body: unknown): string | null {
  if (body === undefined || body === null) return null
  if (typeof body === 'object' && '$type' in body && '$value' in body && body.$type === 'System.Byte[]')
    return String(body.$value)
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)).toString('base64')
}

export const completeResponse = (input: ResponseInput): CompleteResponse => ({
  statusCode: input.statusCode ?? 200,
  statusReason: input.statusReason ?? 'OK',
  headers: input.headers ?? {},
  body: bodyBytes(input.body),
})

export function completeContext(input: ContextInput): CompleteContext {
  const { request = {}, api, deployment = {} } = input
  const url = completeUrl(request.url ?? 'https://contoso.azure-api.net/')
  const variables = Object.entries(input.variables ?? {}).map(([name, value]) => [name, completeVariable(value)])
  return {
    request: {
      method: request.method ?? 'GET',
      url,
      originalUrl: request.originalUrl === undefined ? url : completeUrl(request.originalUrl),
      headers: request.headers ?? {},
      body: bodyBytes(request.body),
      matchedParameters: request.matchedParameters ?? {},
      ipAddress: request.ipAddress ?? '203.0.113.7',
    },
    response: input.response ? completeResponse(input.response) : null,
    variables: Object.fromEntries(variables),
    api: api
      ? {
          id: 'api',
          name: 'api',
          path: '',
          revision: '1',
          protocols: ['https'],
          isCurrentRevision: true,
          ...api,
          version: api.version ?? null,
          serviceUrl: api.serviceUrl === undefined ? null : completeUrl(api.serviceUrl),
        }
      : null,
    operation: input.operation
      ? { id: 'operation', name: 'operation', method: 'GET', urlTemplate: '/', ...input.operation }
      : null,
    product: input.product
      ? {
          id: 'product',
          name: 'product',
          approvalRequired: false,
          subscriptionRequired: true,
          state: 'published',
          ...input.product,
        }
      : null,
    subscription: input.subscription
      ? {
          id: 'subscription',
          name: 'subscription',
          key: 'key',
          primaryKey: 'key',
          secondaryKey: 'key2',
          ...input.subscription,
        }
      : null,
    user: input.user
      ? { id: 'user', email: 'user@contoso.com', firstName: 'Ada', lastName: 'Byron', groups: [], ...input.user }
      : null,
    deployment: {
      region: 'West Europe',
      serviceName: 'contoso',
      serviceId: 'contoso',
      gatewayId: 'managed',
      ...deployment,
    },
    lastError: input.lastError
      ? {
          source: 'policy',
          reason: 'Unknown',
          message: '',
          scope: null,
          section: null,
          path: null,
          policyId: null,
          ...input.lastError,
        }
      : null,
    requestId: input.requestId ?? '4a1c9e1e-6f0f-4a47-9f6a-0c2f6a6f3b11',
    now: input.now ?? '2026-11-22T10:30:00Z',
    elapsed: input.elapsed ?? 12,
    tracing: input.tracing ?? false,
  }
}

function completeVariable(value: unknown): unknown {
  const tagged = value !== null && typeof value === 'object' && '$type' in value && value.$type === 'IResponse'
  if (!tagged || !('$value' in value)) return value
  return { $type: 'IResponse', $value: completeResponse(value.$value as ResponseInput) }
}
