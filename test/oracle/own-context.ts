import type { ApiModel, ContextModel, UrlModel } from '../../language-server/core/expression/context-model.ts'
import type { CompleteContext, CompleteUrl } from './context-file.ts'
import { bodyModel, responseModel } from './response-model.ts'
import { variableOf } from './variable-value.ts'

const urlModel = (url: CompleteUrl): UrlModel => ({ ...url, query: new Map(Object.entries(url.query)) })

/** Bodies that are read stay read, so every evaluation wants a model of its own. */
export function contextModel(context: CompleteContext): ContextModel {
  const { request, response, api, operation, product, subscription, user, deployment, lastError } = context
  const { elapsed, requestId, now, tracing } = context
  return {
    request: {
      method: request.method,
      url: urlModel(request.url),
      originalUrl: urlModel(request.originalUrl),
      headers: new Map(Object.entries(request.headers)),
      ipAddress: request.ipAddress,
      matchedParameters: new Map(Object.entries(request.matchedParameters)),
      ...bodyModel(request.body),
    },
    ...(response && { response: responseModel(response) }),
    variables: new Map(Object.entries(context.variables).map(([name, value]) => [name, variableOf(value)])),
    ...(api && { api: apiModel(api) }),
    ...(operation && { operation }),
    ...(product && { product }),
    ...(subscription && { subscription }),
    ...(user && { user }),
    deployment,
    ...(lastError && { lastError: lastErrorModel(lastError) }),
    requestId,
    timestamp: Date.parse(now),
    elapsed: () => elapsed,
    tracing,
  }
}

function apiModel({ version, serviceUrl, ...rest }: NonNullable<CompleteContext['api']>): ApiModel {
  return { ...rest, ...(version !== null && { version }), ...(serviceUrl && { serviceUrl: urlModel(serviceUrl) }) }
}

function lastErrorModel(said: Readonly<Record<string, string | null>>): NonNullable<ContextModel['lastError']> {
  const known = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== null))
  return { source: '', reason: '', message: '', ...known }
}
