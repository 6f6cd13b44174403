import { fieldError } from './arm-error.ts'

export interface ImportedApi {
  readonly title: string | undefined
  readonly serviceUrl: string | undefined
  readonly document: OpenApiDocument
}

interface OpenApiDocument {
  readonly openapi?: string
  readonly info?: { readonly title?: string }
  readonly servers?: readonly { readonly url?: string }[]
  readonly paths?: Readonly<Record<string, Readonly<Record<string, OpenApiOperation>>>>
}

interface OpenApiOperation {
  readonly operationId?: string
  readonly summary?: string
  readonly description?: string
  readonly parameters?: readonly OpenApiParameter[]
  readonly requestBody?: OpenApiContent
  readonly responses?: Readonly<
    Record<string, OpenApiContent & { readonly headers?: Readonly<Record<string, OpenApiParameter>> }>
  >
}

interface OpenApiContent {
  readonly description?: string
  readonly content?: Readonly<Record<string, unknown>>
}

interface OpenApiParameter {
  readonly name?: string
  readonly in?: string
  readonly required?: boolean
  readonly description?: string
  readonly schema?: { readonly type?: string; readonly enum?: readonly unknown[] }
}

export interface ImportedOperation {
  readonly name: string
  readonly properties: Readonly<Record<string, unknown>>
}

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']

/** @throws ArmError when the definition is not OpenAPI 3 in JSON, the one format that is read here. */
export function readOpenApi(format: string, value: unknown): ImportedApi {
  if (format !== 'openapi+json' && format !== 'openapi')
    throw fieldError('format', `The local instance imports OpenAPI 3 in JSON (openapi+json), not '${format}'.`)
  let document: OpenApiDocument | null
  try {
    document = JSON.parse(String(value)) as OpenApiDocument | null
  } catch (error) {
    throw fieldError('value', `The API definition is not JSON: ${(error as Error).message}.`)
  }
  if (!document?.openapi?.startsWith('3.'))
    throw fieldError('value', 'The API definition is not an OpenAPI 3 document.')
  return { title: document.info?.title, serviceUrl: document.servers?.[0]?.url, document }
}

export function operationsOfOpenApi({ document }: ImportedApi): ImportedOperation[] {
  return Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([method]) => methods.includes(method))
      .map(([method, operation]) => {
        const name = operation.operationId ?? `${method}${path.replace(/[^\w]+/g, '-').replace(/-$/, '')}`
        const parameters = [...(sharedParameters(item) ?? []), ...(operation.parameters ?? [])]
        return {
          name: name.replace(/[^\w.-]+/g, '-'),
          properties: {
            displayName: operation.summary ?? name,
            method: method.toUpperCase(),
            urlTemplate: path,
            description: operation.description ?? '',
            templateParameters: parametersIn('path', parameters),
            request: {
              queryParameters: parametersIn('query', parameters),
              headers: parametersIn('header', parameters),
              representations: representationsOf(operation.requestBody),
            },
            responses: responsesOf(operation),
          },
        }
      }),
  )
}

const sharedParameters = (item: Readonly<Record<string, unknown>>): readonly OpenApiParameter[] | undefined =>
  Array.isArray(item.parameters) ? (item.parameters as OpenApiParameter[]) : undefined

const parametersIn = (place: string, parameters: readonly OpenApiParameter[]) =>
  parameters.filter((parameter) => parameter.in === place).map(parameterOf)

const representationsOf = (body: OpenApiContent | undefined) =>
  Object.keys(body?.content ?? {}).map((contentType) => ({ contentType }))

/** The service has no response for `default` and for `4XX`. */
const responsesOf = ({ responses = {} }: OpenApiOperation) =>
  Object.entries(responses)
    .filter(([status]) => /^\d{3}$/.test(status))
    .map(([status, response]) => ({
      statusCode: Number(status),
      description: response.description ?? '',
      representations: representationsOf(response),
      headers: Object.entries(response.headers ?? {}).map(([name, header]) => parameterOf({ ...header, name })),
    }))

const parameterOf = ({ name, required, description, schema }: OpenApiParameter) => ({
  name,
  ...(description ? { description } : {}),
  type: schema?.type ?? 'string',
  ...(schema?.enum ? { values: schema.enum.map(String) } : {}),
  required: required === true,
})
