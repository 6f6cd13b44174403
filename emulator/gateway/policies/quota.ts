import { handler } from '../handler.ts'
import { scopedLimits } from '../limits/per-subscription.ts'
import { countBandwidth, quotaInside, quotaOf, requireQuota } from '../limits/quota-check.ts'

/**
 * Counts what one subscription uses; the service counts periods from its start, this gateway from its first call. Has no effect on calls
 * without a subscription. https://learn.microsoft.com/azure/api-management/quota-policy
 */
export default handler('quota', (element, compiler) => {
  const limits = scopedLimits(element, compiler, (of) =>
    of === element ? quotaOf(of, compiler) : quotaInside(of, compiler, element),
  )
  const { quotas } = compiler.state
  return (exchange) => {
    const subscription = exchange.match?.subscription?.id
    if (subscription === undefined) {
      exchange.trace.say('The call has no subscription, so the quota does not count it.')
      return undefined
    }
    for (const { limit, key: own, applies } of limits) {
      if (!applies(exchange)) continue
      const key = `${compiler.key}${own} ${subscription}`
      requireQuota(limit, quotas.used(key, limit))
      quotas.add(key, limit, { calls: 1 })
      if (limit.bytes !== undefined) countBandwidth(exchange, quotas, { key, period: limit })
    }
    return undefined
  }
})
