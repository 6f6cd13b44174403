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
export const missingParameters = (
  order: Pick<RequestOrder, 'operation' | 'parameters'>,
): readonly OperationParameter[] => neededParameters(order).filter((parameter) => defaultOf(parameter) === undefined)

/** Parameters without which the operation cannot be called and that nobody has given; some have a default. */
export function neededParameters({
  operation,
  parameters = {},
}: Pick<RequestOrder, 'operation' | 'parameters'>): readonly OperationParameter[] {
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
    return !repeated && parameters[parameter.name] === undefined
  })
}

/** Everything that may be given a value; `*` is the rest of the path. */
export const parameterNames = ({
  urlTemplate,
  templateParameters,
  queryParameters,
  headers,
}: Operation): readonly string[] => [
  ...new Set([
    ...[...urlTemplate.matchAll(TEMPLATE)].map(([, , name = '']) => name),
    ...[...templateParameters, ...queryParameters, ...headers].map(({ name }) => name),
    ...(urlTemplate.endsWith('/*') ? ['*'] : []),
  ]),
]

/** What a parameter is set to when nobody says: its default, else the first of its values, else its example. */
export const defaultOf = ({ defaultValue, values, example }: OperationParameter): string | undefined =>
  defaultValue ?? values?.[0] ?? example

const join = (...parts: readonly string[]): string =>
  parts
    .map((part) => part.replace(/^\/+|\/+$/g, ''))
    .filter((part) => part !== '')
    .join('/')

/**
 * API ids hold the revision (`orders;rev=2`); a request names one that is not the current one at the end of the API's own path, its
 * version included. https://learn.microsoft.com/azure/api-management/api-management-revisions
 */
const revisionOf = (api: Api): string => (api.isCurrent ? '' : `;rev=${api.revision}`)

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
    `${join(api.path, segment)}${revisionOf(api)}`,
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
    headers['Content-Type'] = contentTypeOf(order.body, operation)
  return {
    method: operation.method === '*' ? 'GET' : operation.method.toUpperCase(),
    url: url.href,
    headers,
    body: order.body,
  }
}

/** The operation's own type for a body of that kind, else what the text looks like. */
function contentTypeOf(body: string, { representations = [] }: Operation): string {
  const looks = /^\s*[[{]/.test(body) ? 'json' : /^\s*</.test(body) ? 'xml' : undefined
  const declared = representations.find(({ contentType }) => looks === undefined || contentType.includes(looks))
  return declared?.contentType ?? (looks === undefined ? 'text/plain' : `application/${looks}`)
}

/** A body to begin with, from the operation's first representation; undefined when its definition holds no example. */
export function sampleBody({ representations = [] }: Operation): string | undefined {
  const sampled = representations.find(({ sample }) => sample !== undefined)
  if (sampled?.sample !== undefined) return sampled.sample
  const form = representations.find(({ contentType }) => contentType === 'application/x-www-form-urlencoded')
  if (form?.formParameters === undefined) return undefined
  return new URLSearchParams(
    form.formParameters.map((one): [string, string] => [one.name, defaultOf(one) ?? '']),
  ).toString()
}

/** Methods whose requests carry a body. */
export const takesBody = ({ method, representations = [] }: Operation): boolean =>
  /^(?:POST|PUT|PATCH)$/i.test(method) || (method.toUpperCase() === 'DELETE' && representations.length > 0)

export const keyHeaderOf = (api: Api): string => api.subscriptionKeyNames?.header ?? 'Ocp-Apim-Subscription-Key'
