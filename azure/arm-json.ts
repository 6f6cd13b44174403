import type { ApiManagementClient } from '@azure/arm-apimanagement'
import { createHttpHeaders, createPipelineRequest, RestError } from '@azure/core-rest-pipeline'
import type { CallOptions } from './apim-port.ts'
import { aborting, attempt } from './arm-client.ts'

interface JsonRequest {
  readonly method: 'GET' | 'PUT'
  readonly url: string
  /** What is being done, as the middle of a sentence. */
  readonly what: string
  readonly body?: unknown
}

/**
 * One request to ARM in JSON, for what no SDK has or what an SDK would lose members of. The pipeline of the client brings credential, retries
 * and the guard against foreign origins.
 * @throws ServiceError
 */
export function sendJson(
  client: ApiManagementClient,
  { method, url, what, body }: JsonRequest,
  options?: CallOptions,
): Promise<unknown> {
  return attempt(what, async () => {
    const request = createPipelineRequest({
      method,
      url,
      headers: createHttpHeaders({ accept: 'application/json', 'content-type': 'application/json' }),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...aborting(options),
    })
    const response = await client.sendRequest(request)
    const text = response.bodyAsText ?? ''
    if (response.status >= 300)
      throw new RestError(`Azure answered ${response.status}.`, { statusCode: response.status, request, response })
    return text === '' ? undefined : (JSON.parse(text) as unknown)
  })
}
