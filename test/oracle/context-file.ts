import type {
  BodyModel,
  ContextModel,
  HeadersModel,
  ResponseModel,
  UrlModel,
} from '../../language-server/core/expression/context-model.ts'
import { readContext } from '../../language-server/evaluation/context-file.ts'
import { readResponse } from '../../language-server/evaluation/message.ts'

/** A context as a JSON file says it (docs/expressions.md). */
export type ContextInput = Readonly<Record<string, unknown>>

/** What the recorded answers were asked with, where a case says nothing. */
const usual = { requestId: '4a1c9e1e-6f0f-4a47-9f6a-0c2f6a6f3b11', now: '2026-11-22T10:30:00Z', elapsed: 12 }

/** Bodies that are read stay read, so every evaluation wants a model of its own. */
export const contextModel = (input: ContextInput): ContextModel => readContext({ ...usual, ...input })

/** The same context with everything said, for the program in C#: bodies are Base64, queries and headers are lists of values. */
export function completeContext(input: ContextInput): unknown {
  const {
    request,
    response,
    api,
    lastError,
    timestamp: _,
    elapsed,
    variables: __,
    graphql,
    ...rest
  } = contextModel(input)
  const variables = Object.entries((input.variables ?? {}) as Record<string, unknown>)
  return {
    ...rest,
    request: {
      method: request.method,
      url: completeUrl(request.url),
      originalUrl: completeUrl(request.originalUrl),
      matchedParameters: Object.fromEntries(request.matchedParameters),
      ipAddress: request.ipAddress,
      ...completeMessage(request),
    },
    response: response ? completeResponse(response) : null,
    variables: Object.fromEntries(variables.map(([name, value]) => [name, completeVariable(value)])),
    api: api
      ? { ...api, version: api.version ?? null, serviceUrl: api.serviceUrl ? completeUrl(api.serviceUrl) : null }
      : null,
    graphql: graphql ?? null,
    lastError: lastError ? { scope: null, section: null, path: null, policyId: null, ...lastError } : null,
    now: input.now ?? usual.now,
    elapsed: elapsed(),
  }
}

const completeUrl = (url: UrlModel): unknown => ({ ...url, query: Object.fromEntries(url.query) })

const completeMessage = ({ headers, body }: { headers: HeadersModel; body?: BodyModel }): object => {
  const bytes = body?.bytes()
  return { headers: Object.fromEntries(headers), body: bytes ? Buffer.from(bytes).toString('base64') : null }
}

const completeResponse = (response: ResponseModel): unknown => ({
  statusCode: response.statusCode,
  statusReason: response.statusReason,
  ...completeMessage(response),
})

function completeVariable(value: unknown): unknown {
  const tagged = value !== null && typeof value === 'object' && '$type' in value && value.$type === 'IResponse'
  if (!tagged || !('$value' in value)) return value
  return { $type: 'IResponse', $value: completeResponse(readResponse(value.$value, 'variables')) }
}
