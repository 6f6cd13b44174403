import { handler } from '../handler.ts'
import { runSteps } from '../pipeline/run.ts'

/** https://learn.microsoft.com/azure/api-management/retry-policy */
export default handler('retry', (element, compiler) => {
  const condition = compiler.flag(element, 'condition')
  // The condition looks at the response of the last attempt, so its body is fetched then and not before the policy runs.
  const needs = compiler.demands
  const count = compiler.number(element, 'count')
  const interval = compiler.number(element, 'interval')
  const delta = compiler.text(element, 'delta') ? compiler.number(element, 'delta') : undefined
  const longest = compiler.text(element, 'max-interval') ? compiler.number(element, 'max-interval') : undefined
  const firstFast = compiler.flag(element, 'first-fast-retry', 'false')
  const steps = compiler.steps(element, '')
  const { ports } = compiler.state

  return async (exchange) => {
    const { step } = exchange
    const { current } = exchange.trace
    const retries = count(exchange)
    const wait = (attempt: number): number => {
      if (attempt === 1 && firstFast(exchange)) return 0
      const base = interval(exchange)
      if (!delta) return base
      if (!longest) return base + (attempt - 1) * delta(exchange)
      return Math.min(base + (2 ** (attempt - 1) - 1) * delta(exchange), longest(exchange))
    }
    for (let attempt = 0; ; ) {
      const outcome = await runSteps(steps, exchange)
      if (outcome !== undefined) return outcome
      exchange.step = step
      exchange.trace.current = current
      if (attempt >= retries) return undefined
      if (!exchange.isBuffered(needs)) await exchange.buffer(needs)
      if (!condition(exchange)) return undefined
      attempt++
      exchange.trace.say(`Retry ${attempt} of ${retries}.`)
      await ports.delay(wait(attempt) * 1000)
    }
  }
})
