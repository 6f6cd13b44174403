import type { GatewayApi, GatewayConfiguration, GatewayProduct, GatewaySubscription } from '../configuration.ts'
import { fault, type PolicyFault } from '../pipeline/fault.ts'
import type { HeaderList } from '../pipeline/header-list.ts'
import { queryMap } from '../pipeline/query-string.ts'

/** In which context a call runs, or why it may not. */
export type Admission =
  | { readonly product: GatewayProduct | undefined; readonly subscription: GatewaySubscription | undefined }
  | { readonly refused: PolicyFault }

export interface SubscriptionCheck {
  admit(api: GatewayApi, request: { readonly headers: HeaderList; readonly query: string }): Admission
}

const anonymous: Admission = { product: undefined, subscription: undefined }

/**
 * Checks subscription keys, before any policy runs. Without a key the call runs in an open product of the API, or in the API
 * itself when that requires no subscription.
 * https://learn.microsoft.com/azure/api-management/api-management-subscriptions
 */
export function createSubscriptionCheck(configuration: GatewayConfiguration): SubscriptionCheck {
  const byKey = new Map<string, GatewaySubscription>()
  for (const subscription of configuration.subscriptions)
    for (const key of [subscription.primaryKey, subscription.secondaryKey]) if (key !== '') byKey.set(key, subscription)
  const productsOf = new Map<string, GatewayProduct[]>()
  for (const product of configuration.products)
    for (const id of product.apiIds) productsOf.set(id, [...(productsOf.get(id) ?? []), product])

  const open = (api: GatewayApi): Admission | undefined => {
    const product = productsOf.get(api.id)?.find((entry) => entry.published && !entry.subscriptionRequired)
    if (product) return { product, subscription: undefined }
    return api.subscriptionRequired ? undefined : anonymous
  }
  const byScope = (api: GatewayApi, subscription: GatewaySubscription): Admission | undefined => {
    const { scope } = subscription
    if (scope.kind === 'all-apis') return { product: undefined, subscription }
    if (scope.kind === 'api') return scope.id === api.id ? { product: undefined, subscription } : undefined
    const product = productsOf.get(api.id)?.find((entry) => entry.id === scope.id && entry.published)
    return product && { product, subscription }
  }

  return {
    admit(api, { headers, query }) {
      const names = api.subscriptionKeyNames
      const key = headers.first(names.header) ?? (query === '' ? undefined : queryMap(query).get(names.query)?.[0])
      if (key === undefined || key === '') return open(api) ?? { refused: missingKey(names.header) }
      const subscription = byKey.get(key)
      const admission = subscription?.active ? byScope(api, subscription) : undefined
      return admission ?? open(api) ?? { refused: invalidKey(names.header) }
    },
  }
}

const refusal = (reason: string, message: string, header: string): PolicyFault =>
  fault({
    source: 'authorization',
    reason,
    message,
    status: 401,
    headers: ['WWW-Authenticate', `AzureApiManagementKey realm="",name="${header}",type="header"`],
  })

const missingKey = (header: string): PolicyFault =>
  refusal(
    'SubscriptionKeyNotFound',
    'Access denied due to missing subscription key. Make sure to include subscription key when making requests to this API.',
    header,
  )

const invalidKey = (header: string): PolicyFault =>
  refusal(
    'SubscriptionKeyInvalid',
    'Access denied due to invalid subscription key. Make sure to provide a valid key for an active subscription.',
    header,
  )
