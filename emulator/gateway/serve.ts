import type { Snapshot } from './compile/snapshot.ts'
import { refusalResponse } from './messages/refusal-response.ts'
import type { Exchange } from './pipeline/exchange.ts'
import { type FaultDetails, fault, internalError, PolicyFault } from './pipeline/fault.ts'
import { HeaderList } from './pipeline/header-list.ts'
import { lastErrorOf } from './pipeline/last-error.ts'
import { runStep, runSteps } from './pipeline/run.ts'
import type { Pipeline, Step } from './pipeline/step.ts'

/** Takes one request through routing, the subscription check and its policies; the response is then in the exchange. */
export async function serve(exchange: Exchange, snapshot: Snapshot): Promise<void> {
  await answer(exchange, snapshot)
  if (exchange.hasLateWork) await exchange.finish()
}

async function answer(exchange: Exchange, snapshot: Snapshot): Promise<void> {
  let pipeline: Pipeline | undefined
  try {
    const route = snapshot.router.find({
      method: exchange.request.method,
      path: exchange.request.path,
      query: exchange.request.query,
      headers: exchange.request.headers,
    })
    if (!route?.operation) {
      if (await answerPreflight(exchange, snapshot)) return
      if (route) exchange.match = { ...route, operation: undefined, product: undefined, subscription: undefined }
      pipeline = snapshot.pipeline({ product: undefined, api: route?.api, operation: undefined })
      throw notFound()
    }
    const { api, operation, parameters } = route
    const admission = snapshot.subscriptions.admit(api, exchange.request)
    if ('refused' in admission) {
      exchange.match = { api, operation, parameters, product: undefined, subscription: undefined }
      pipeline = snapshot.pipeline({ product: undefined, api, operation })
      throw admission.refused
    }
    const { product, subscription } = admission
    exchange.match = { api, operation, parameters, product, subscription }
    exchange.request.path = route.path
    exchange.target = snapshot.target(api)
    pipeline = snapshot.pipeline({ product, api, operation })
    await runPipeline(pipeline, exchange)
  } catch (error) {
    await recover(exchange, pipeline, error)
  }
}

async function runPipeline(pipeline: Pipeline, exchange: Exchange): Promise<void> {
  const inbound = runSteps(pipeline.inbound, exchange)
  if ((inbound instanceof Promise ? await inbound : inbound) === 'respond') {
    if (exchange.caching?.isHit) await runSteps(behindCacheStore(pipeline), exchange)
    return
  }
  if (pipeline.backend.length === 0)
    exchange.trace.say(
      'Nothing was forwarded: the effective backend section holds no policy, not even forward-request.',
    )
  const backend = runSteps(pipeline.backend, exchange)
  if ((backend instanceof Promise ? await backend : backend) === 'respond') return
  exchange.response ??= { status: 200, reason: 'OK', headers: new HeaderList(), body: undefined }
  const outbound = runSteps(pipeline.outbound, exchange)
  if (outbound instanceof Promise) await outbound
}

/** A response of the cache was stored by `cache-store`, so what stands before that policy has run for it already. */
function behindCacheStore({ outbound }: Pipeline): readonly Step[] {
  return outbound.slice(outbound.findIndex(({ policy }) => policy === 'cache-store') + 1)
}

/**
 * A browser asks with OPTIONS before it calls; operations seldom have that method. The `cors` policy of the operation that the
 * browser means answers, and nothing else runs. https://learn.microsoft.com/azure/api-management/cors-policy
 */
async function answerPreflight(exchange: Exchange, snapshot: Snapshot): Promise<boolean> {
  const { method, headers, path, query } = exchange.request
  if (method !== 'OPTIONS' || !headers.has('Origin')) return false
  const meant = headers.first('Access-Control-Request-Method')
  if (meant === undefined) return false
  const route = snapshot.router.find({ method: meant.toUpperCase(), path, query, headers })
  if (!route) return false
  const { api, operation, parameters } = route
  const admission = snapshot.subscriptions.admit(api, exchange.request)
  const product = 'refused' in admission ? undefined : admission.product
  const { cors } = snapshot.pipeline({ product, api, operation })
  if (!cors) return false
  exchange.match = { api, operation, parameters, product, subscription: undefined }
  await runStep(cors, exchange)
  return exchange.response !== undefined
}

/** Control goes to `on-error`; whatever it leaves in the response is the answer. */
async function recover(exchange: Exchange, pipeline: Pipeline | undefined, error: unknown): Promise<void> {
  const details = detailsOf(error, exchange)
  exchange.lastError = lastErrorOf(details, exchange.step)
  exchange.trace.say(`Stopped: ${details.message}`)
  exchange.response?.body?.discard()
  exchange.response = refusalResponse(details)
  if (!pipeline || pipeline.onError.length === 0) return
  try {
    const outcome = runSteps(pipeline.onError, exchange)
    if (outcome instanceof Promise) await outcome
  } catch (second) {
    const after = detailsOf(second, exchange)
    exchange.trace.say(`on-error failed: ${after.message}`)
    exchange.response = refusalResponse(after)
  }
}

function detailsOf(error: unknown, exchange: Exchange): FaultDetails {
  if (error instanceof PolicyFault) return error.details
  // Not a fault of the policies but of the gateway: it must not look like a refusal, and it must be findable.
  const message = error instanceof Error ? error.message : String(error)
  exchange.setting.ports.log(`Unexpected failure: ${error instanceof Error ? (error.stack ?? message) : message}`)
  return { source: 'gateway', reason: 'InternalError', message, answer: internalError, cause: error }
}

const notFound = (): PolicyFault =>
  fault({
    source: 'configuration',
    reason: 'OperationNotFound',
    message: 'Unable to match incoming request to an operation.',
    answer: 'Resource not found',
    status: 404,
  })
