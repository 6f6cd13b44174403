import { ApiManagementClient } from '@azure/arm-apimanagement'
import type { PipelinePolicy } from '@azure/core-rest-pipeline'
import type { CallOptions } from './apim-port.ts'
import type { ConnectOptions } from './connection.ts'
import { loopbackHttpClient } from './loopback-http-client.ts'
import { isServiceError, ServiceError, serviceError } from './service-error.ts'

/**
 * Refuses to send anything to another origin than ARM's. The SDK follows `nextLink` and `Location` wherever they point and would
 * take the token along; a hostile or mistaken answer must not get it.
 */
export const sameOriginPolicy = (endpoint: string): PipelinePolicy => {
  const { origin } = new URL(endpoint)
  return {
    name: 'policywrightSameOrigin',
    sendRequest(request, next) {
      const target = new URL(request.url)
      if (target.origin !== origin)
        throw new ServiceError({
          kind: 'foreign-origin',
          message: `The answer of ${new URL(endpoint).host} points to ${target.host}; the token is not sent there. Nothing was read from it.`,
        })
      return next(request)
    },
  }
}

/** What every ARM client of the product is made with. */
export function clientOptions(options: Omit<ConnectOptions, 'subscriptionId' | 'credential'>) {
  const { cloud, routes, httpClient, retries } = options
  const client = httpClient ?? (routes ? loopbackHttpClient(routes) : undefined)
  return {
    endpoint: cloud.armEndpoint,
    credentialScopes: cloud.armScope,
    ...(client ? { httpClient: client } : {}),
    ...(retries ? { retryOptions: retries } : {}),
  }
}

export function createArmClient(options: ConnectOptions): ApiManagementClient {
  const client = new ApiManagementClient(options.credential, options.subscriptionId, {
    ...clientOptions(options),
    $host: options.cloud.armEndpoint,
  })
  client.pipeline.addPolicy(sameOriginPolicy(options.cloud.armEndpoint))
  return client
}

/** The SDK's name for our signal; absent stays absent. */
export const aborting = (options: CallOptions | undefined): { abortSignal?: AbortSignal } =>
  options?.signal ? { abortSignal: options.signal } : {}

/** Runs one call and turns its failure into a `ServiceError`. */
export async function attempt<T>(what: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call()
  } catch (error) {
    throw serviceError(error, what)
  }
}

/** As `attempt`; what the service does not have becomes undefined. */
export async function attemptOptional<T>(what: string, call: () => Promise<T>): Promise<T | undefined> {
  try {
    return await attempt(what, call)
  } catch (error) {
    if (isServiceError(error) && error.kind === 'not-found') return undefined
    throw error
  }
}

export async function collect<From, To>(pages: AsyncIterable<From>, map: (item: From) => To): Promise<readonly To[]> {
  const all: To[] = []
  for await (const item of pages) all.push(map(item))
  return all
}

interface Poller<Result> {
  onProgress(callback: (state: { status: string }) => void): () => void
  pollUntilDone(options?: { abortSignal?: AbortSignal }): Promise<Result>
}

/** Waits for a long-running operation, telling its state; cancelling stops the waiting, not the operation. */
export async function finished<Result>(
  poller: Poller<Result>,
  options: CallOptions | undefined,
  what: string,
): Promise<Result> {
  const stop = poller.onProgress(({ status }) => options?.report?.(`${what}: ${status}`))
  try {
    return await poller.pollUntilDone(aborting(options))
  } finally {
    stop()
  }
}
