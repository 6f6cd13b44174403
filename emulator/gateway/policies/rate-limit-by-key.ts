import { CompileError } from '../compile/compile-error.ts'
import { handler } from '../handler.ts'
import { rateLimitReport } from '../limits/rate-limit-report.ts'

/** One counter per key over all scopes. https://learn.microsoft.com/azure/api-management/rate-limit-by-key-policy */
export default handler('rate-limit-by-key', (element, compiler) => {
  const late = ['increment-condition', 'increment-count'].find((name) => compiler.isExpression(element, name))
  if (late !== undefined)
    throw new CompileError(`the local gateway counts at once and takes no expression in "${late}" yet`)
  const calls = compiler.number(element, 'calls')
  const period = compiler.number(element, 'renewal-period')
  const key = compiler.need(element, 'counter-key')
  const counts = compiler.flag(element, 'increment-condition', 'true')
  const weight = compiler.number(element, 'increment-count', 1)
  const report = rateLimitReport(element, compiler)
  const { counters } = compiler.state
  return (exchange) => {
    const limit = calls(exchange)
    const taken = counters.take(`key ${key(exchange)}`, {
      calls: limit,
      window: period(exchange) * 1000,
      weight: counts(exchange) ? weight(exchange) : 0,
    })
    report(exchange, taken, limit)
    return undefined
  }
})
