import { CompileError } from '../compile/compile-error.ts'
import { handler } from '../handler.ts'
import { countBandwidth, quotaOf, requireQuota } from '../limits/quota-check.ts'

const yearOne = '0001-01-01T00:00:00Z'

/**
 * One counter per key over all scopes, raised once per request. An expression that tells whether or how much to count is asked at the end
 * of the request, as it may look at the response.
 * https://learn.microsoft.com/azure/api-management/quota-by-key-policy
 */
export default handler('quota-by-key', (element, compiler) => {
  const quota = quotaOf(element, compiler)
  const start = Date.parse(compiler.literal(element, 'first-period-start') ?? yearOne)
  if (Number.isNaN(start)) throw new CompileError('"first-period-start" is not a date such as 2026-01-01T00:00:00Z')
  const period = { length: quota.length, start }
  const counterKey = compiler.need(element, 'counter-key')
  const isLate = ['increment-condition', 'increment-count'].some((name) => compiler.isExpression(element, name))
  const counts = compiler.flag(element, 'increment-condition', 'true')
  const weight = compiler.number(element, 'increment-count', 1)
  const { demands: needs, state } = compiler
  const { quotas } = state
  return (exchange) => {
    const key = `key ${counterKey(exchange)}`
    requireQuota(quota, quotas.used(key, period))
    if (!exchange.countOnce(`quota ${key}`)) return undefined
    const count = () => {
      if (counts(exchange)) quotas.add(key, period, { calls: weight(exchange) })
    }
    if (isLate) exchange.afterwards(count, needs)
    else count()
    if (quota.bytes !== undefined) countBandwidth(exchange, quotas, { key, period })
    return undefined
  }
})
