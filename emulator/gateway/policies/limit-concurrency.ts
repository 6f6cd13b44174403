import { handler } from '../handler.ts'
import { fault } from '../pipeline/fault.ts'
import { runSteps } from '../pipeline/run.ts'

/** https://learn.microsoft.com/azure/api-management/limit-concurrency-policy */
export default handler('limit-concurrency', (element, compiler) => {
  const key = compiler.need(element, 'key')
  const maximum = compiler.number(element, 'max-count')
  const steps = compiler.steps(element, '')
  const { counters } = compiler.state
  return async (exchange) => {
    const leave = counters.enter(key(exchange), maximum(exchange))
    if (!leave)
      throw fault({ reason: 'ConcurrencyLimitExceeded', message: 'Too many concurrent requests.', status: 429 })
    try {
      return await runSteps(steps, exchange)
    } finally {
      leave()
    }
  }
})
