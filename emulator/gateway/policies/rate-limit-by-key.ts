import { handler } from '../handler.ts'
import { rateLimitReport } from '../limits/rate-limit-report.ts'

/**
 * One counter per key over all scopes, raised once per request. An expression that tells whether or how much to count is asked at the end
 * of the request, so the limit shows one call later.
 * https://learn.microsoft.com/azure/api-management/rate-limit-by-key-policy
 */
export default handler('rate-limit-by-key', (element, compiler) => {
  const calls = compiler.number(element, 'calls')
  const period = compiler.number(element, 'renewal-period')
  const counterKey = compiler.need(element, 'counter-key')
  const isLate = ['increment-condition', 'increment-count'].some((name) => compiler.isExpression(element, name))
  const counts = compiler.flag(element, 'increment-condition', 'true')
  const weight = compiler.number(element, 'increment-count', 1)
  const report = rateLimitReport(element, compiler)
  const { demands: needs, state } = compiler
  const { counters } = state
  return (exchange) => {
    const limit = calls(exchange)
    const window = period(exchange) * 1000
    const key = `key ${counterKey(exchange)}`
    const isFirst = exchange.countOnce(`rate ${key}`)
    const now = isFirst && !isLate && counts(exchange) ? weight(exchange) : 0
    report(exchange, counters.take(key, { calls: limit, window, weight: now }), limit)
    if (isFirst && isLate)
      exchange.afterwards(() => {
        if (counts(exchange)) counters.take(key, { calls: Number.POSITIVE_INFINITY, window, weight: weight(exchange) })
      }, needs)
    return undefined
  }
})
