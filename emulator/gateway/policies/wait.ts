import { CompileError } from '../compile/compile-error.ts'
import { handler } from '../handler.ts'
import type { Exchange } from '../pipeline/exchange.ts'
import { runStep } from '../pipeline/run.ts'
import type { Outcome, Step } from '../pipeline/step.ts'

/** Its policies run at the same time. https://learn.microsoft.com/azure/api-management/wait-policy */
export default handler('wait', (element, compiler) => {
  const mode = compiler.textOr(element, 'for', 'all')
  const steps = compiler.steps(element, '')
  if (steps.length === 0) throw new CompileError('it holds no policy to wait for')

  return async (exchange) => {
    const running = steps.map((step) => run(step, exchange))
    if (mode(exchange) === 'any') return await Promise.any(running).catch(() => running[0])
    const outcomes = await Promise.all(running)
    return outcomes.find((outcome) => outcome !== undefined)
  }
})

async function run(step: Step, exchange: Exchange): Promise<Outcome> {
  try {
    return await runStep(step, exchange)
  } catch (error) {
    // Another one may have begun since.
    exchange.step = step
    throw error
  }
}
