import type { Api, Operation, OperationParameter } from '../azure/apim-port.ts'

export interface OperationRequest {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
}

export interface RequestOrder {
  /** Of the instance, or a custom host in front of it. */
  readonly gatewayUrl: string
  readonly api: Api
  readonly operation: Operation
  /** Template, query and header parameters by name. */
  readonly parameters?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | undefined
  readonly subscriptionKey?: string | undefined
}

const TEMPLATE = /\{(\*?)([^{}]+)\}/g

/** Parameters without which the operation cannot be called and that have no default. */
export function missingParameters({ operation, parameters = {} }: RequestOrder): readonly OperationParameter[] {
  const declared = new Map(operation.templateParameters.map((parameter) => [parameter.name, parameter]))
  const inTemplate = [...operation.urlTemplate.matchAll(TEMPLATE)].map(([, , name = '']) => name)
  const needed = [
    ...inTemplate.map((name) => declared.get(name) ?? { name, type: 'string', required: true }),
    ...operation.queryParameters.filter(({ required }) => required),
    ...operation.headers.filter(({ required, name }) => required && !/^authorization$/i.test(name)),
  ]
  const seen = new Set<string>()
  return needed.filter((parameter) => {
    const repeated = seen.has(parameter.name)
    seen.add(parameter.name)
    return !repeated && parameters[parameter.name] === undefined && defaultOf(parameter) === undefined
  })
}

const defaultOf = ({ defaultValue, values }: OperationParameter): string | undefined => defaultValue ?? values?.[0]

const join = (...parts: readonly string[]): string =>
  parts
    .map((part) => part.replace(/^\/+|\/+$/g, ''))
    .filter((part) => part !== '')
    .join('/')

/** API ids hold the revision (`orders;rev=2`); a request names it behind the path. */
const revisionOf = (api: Api): string => (api.isCurrent || api.revision === '1' ? '' : `;rev=${api.revision}`)

/**
 * The request that calls an operation: its template filled in, the API's version by path, header or query, its revision, and the
 * subscription key under the API's own header name.
 * https://learn.microsoft.com/azure/api-management/api-management-versions
 */
export function buildRequest(order: RequestOrder): OperationRequest {
  const { api, operation, parameters = {} } = order
  const declared = new Map(
    [...operation.templateParameters, ...operation.queryParameters].map((one) => [one.name, one]),
  )
  const valueFor = (name: string): string | undefined => {
    const parameter = declared.get(name)
    return parameters[name] ?? (parameter && defaultOf(parameter))
  }
  const used = new Set<string>()
  const filled = operation.urlTemplate.replace(TEMPLATE, (_all, star: string, name: string) => {
    used.add(name)
    const value = valueFor(name) ?? ''
    return star === '' ? encodeURIComponent(value) : value.split('/').map(encodeURIComponent).join('/')
  })
  const [templatePath = '', templateQuery = ''] = filled.split('?')
  const segment = api.versioning?.scheme === 'segment' ? (api.version ?? '') : ''
  const path = join(
    `${api.path}${revisionOf(api)}`,
    segment,
    templatePath.replace(/\/\*$/, parameters['*'] ? `/${parameters['*']}` : ''),
  )
  const url = new URL(`${order.gatewayUrl.replace(/\/+$/, '')}/${path}`)

  for (const [name, value] of new URLSearchParams(templateQuery)) if (value !== '') url.searchParams.append(name, value)
  for (const parameter of operation.queryParameters) {
    const value = parameters[parameter.name] ?? (parameter.required ? defaultOf(parameter) : undefined)
    if (value !== undefined && !used.has(parameter.name)) url.searchParams.append(parameter.name, value)
  }
  const headers: Record<string, string> = {}
  for (const parameter of operation.headers) {
    const value = parameters[parameter.name] ?? (parameter.required ? defaultOf(parameter) : undefined)
    if (value !== undefined) headers[parameter.name] = value
  }
  if (api.version !== undefined && api.versioning?.name !== undefined) {
    if (api.versioning.scheme === 'header') headers[api.versioning.name] = api.version
    else if (api.versioning.scheme === 'query') url.searchParams.set(api.versioning.name, api.version)
  }
  if (order.subscriptionKey !== undefined) headers[keyHeaderOf(api)] = order.subscriptionKey
  Object.assign(headers, order.headers)
  if (order.body !== undefined && !Object.keys(headers).some((name) => name.toLowerCase() === 'content-type'))
    headers['Content-Type'] = /^\s*[[{]/.test(order.body) ? 'application/json' : 'text/plain'
  return {
    method: operation.method === '*' ? 'GET' : operation.method.toUpperCase(),
    url: url.href,
    headers,
    body: order.body,
  }
}

export const keyHeaderOf = (api: Api): string => api.subscriptionKeyNames?.header ?? 'Ocp-Apim-Subscription-Key'
