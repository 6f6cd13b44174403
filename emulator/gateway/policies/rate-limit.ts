import { handler } from '../handler.ts'
import { renewalPeriod, scopedLimits, wholeNumber } from '../limits/per-subscription.ts'
import { rateLimitReport } from '../limits/rate-limit-report.ts'

/**
 * Counts the calls of one subscription; calls without a subscription share one counter. Limits of single APIs and operations
 * are counted on their own. https://learn.microsoft.com/azure/api-management/rate-limit-policy
 */
export default handler('rate-limit', (element, compiler) => {
  const limits = scopedLimits(element, compiler, (of) => {
    if (of !== element && compiler.literal(of, 'calls') === undefined) return undefined
    return {
      calls: wholeNumber(of, compiler, { name: 'calls', least: 1 }),
      window: renewalPeriod(of, compiler, { policy: element, least: 1 }),
    }
  })
  const report = rateLimitReport(element, compiler)
  const { counters } = compiler.state
  return (exchange) => {
    const subscription = exchange.match?.subscription?.id ?? ''
    for (const { limit, key, applies } of limits) {
      if (!applies(exchange)) continue
      report(exchange, counters.take(`${compiler.key}${key} ${subscription}`, limit), limit.calls)
    }
    return undefined
  }
})
