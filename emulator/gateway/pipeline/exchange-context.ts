import type {
  ApiModel,
  ContextModel,
  HeadersModel,
  ProductModel,
  RequestModel,
  ResponseModel,
  SubscriptionModel,
  UrlModel,
} from '../../../language-server/core/expression/context-model.ts'
import type { GatewayApi, GatewayProduct, GatewaySubscription } from '../configuration.ts'
import { type BackEndTarget, backEndTarget } from './back-end-target.ts'
import type { Exchange, ResponseState } from './exchange.ts'
import type { MessageBody } from './message-body.ts'
import { queryMap } from './query-string.ts'

type Writable<T> = { -readonly [Key in keyof T]: T[Key] }

/** What one evaluation of an expression sees of an exchange. URLs are taken apart only when they are asked for. */
export function contextOf(exchange: Exchange): ContextModel {
  const { match, response, lastError } = exchange
  const { region, serviceName } = exchange.setting.configuration
  const context: Writable<ContextModel> = {
    request: new RequestView(exchange),
    variables: exchange.variables,
    deployment: { region, serviceName, serviceId: serviceName, gatewayId: 'managed' },
    requestId: exchange.requestId,
    timestamp: exchange.timestamp,
    elapsed: () => exchange.elapsed(),
    tracing: exchange.debug === 'accepted',
  }
  if (response) context.response = responseModel(response)
  if (lastError) context.lastError = lastError
  if (match) {
    context.api = apiModel(match.api)
    if (match.operation) context.operation = match.operation
    if (match.product) context.product = productModel(match.product)
    if (match.subscription) context.subscription = subscriptionModel(match.subscription)
  }
  return context
}

class RequestView implements RequestModel {
  readonly body?: MessageBody
  private readonly exchange: Exchange

  constructor(exchange: Exchange) {
    this.exchange = exchange
    if (exchange.request.body) this.body = exchange.request.body
  }
  get method(): string {
    return this.exchange.request.method
  }
  get headers(): HeadersModel {
    return this.exchange.request.headers
  }
  get ipAddress(): string {
    return this.exchange.arrival.ipAddress
  }
  get matchedParameters(): ReadonlyMap<string, string> {
    return this.exchange.parameters
  }
  /** The request as it will go to the back end: the path is the one below the API. */
  get url(): UrlModel {
    const { request, target } = this.exchange
    return urlModel(target ?? placeOfCaller(this.exchange), request.path, request.query)
  }
  /** The request as the caller sent it. */
  get originalUrl(): UrlModel {
    const { target } = this.exchange.arrival
    const mark = target.indexOf('?')
    const path = mark < 0 ? target : target.slice(0, mark)
    return urlModel(placeOfCaller(this.exchange), path, mark < 0 ? '' : target.slice(mark))
  }
}

/** A response as expressions see it; also what `send-request` puts into its variable. */
export const responseModel = (response: ResponseState): ResponseModel => ({
  statusCode: response.status,
  statusReason: response.reason,
  headers: response.headers,
  ...(response.body ? { body: response.body } : {}),
})

type Place = Pick<BackEndTarget, 'scheme' | 'hostname' | 'port'>

const urlModel = (place: Place, path: string, queryString: string): UrlModel => ({
  scheme: place.scheme,
  host: place.hostname,
  port: place.port,
  path,
  queryString,
  query: queryMap(queryString),
})

function placeOfCaller(exchange: Exchange): Place {
  const host = exchange.arrival.host
  const colon = host.lastIndexOf(':')
  const hasPort = colon > host.lastIndexOf(']')
  return {
    scheme: 'http',
    hostname: hasPort ? host.slice(0, colon) : host,
    port: hasPort ? Number(host.slice(colon + 1)) : 80,
  }
}

const apiModel = (api: GatewayApi): ApiModel => {
  const target = api.serviceUrl === undefined ? undefined : backEndTarget(api.serviceUrl)
  return {
    id: api.id,
    name: api.name,
    path: api.path,
    revision: api.revision,
    protocols: api.protocols,
    isCurrentRevision: api.isCurrent,
    ...(api.version ? { version: api.version.value } : {}),
    ...(target ? { serviceUrl: urlModel(target, target.path, target.query) } : {}),
  }
}

const productModel = (product: GatewayProduct): ProductModel => ({
  id: product.id,
  name: product.name,
  approvalRequired: product.approvalRequired,
  subscriptionRequired: product.subscriptionRequired,
  state: product.published ? 'Published' : 'NotPublished',
})

const subscriptionModel = (subscription: GatewaySubscription): SubscriptionModel => ({
  id: subscription.id,
  name: subscription.name,
  key: subscription.primaryKey,
  primaryKey: subscription.primaryKey,
  secondaryKey: subscription.secondaryKey,
})
