import { CompileError } from '../compile/compile-error.ts'
import { childElement, childElements } from '../compile/source.ts'
import { handler } from '../handler.ts'
import { fault, PolicyFault } from '../pipeline/fault.ts'
import { runSteps } from '../pipeline/run.ts'

/** https://learn.microsoft.com/azure/api-management/choose-policy */
export default handler('choose', (element, compiler) => {
  const branches = childElements(element, 'when').map((when, at) => ({
    path: `when[${at + 1}]`,
    condition: compiler.flag(when, 'condition'),
    steps: compiler.steps(when, `when[${at + 1}]`),
  }))
  if (branches.length === 0) throw new CompileError('it has no <when>')
  const otherwise = childElement(element, 'otherwise')
  const rest = otherwise ? compiler.steps(otherwise, 'otherwise') : []

  return (exchange) => {
    for (const { path, condition, steps } of branches) {
      try {
        if (!condition(exchange)) continue
      } catch (error) {
        if (error instanceof PolicyFault) throw fault({ ...error.details, path })
        throw error
      }
      exchange.trace.say(`${path} is taken.`)
      return runSteps(steps, exchange)
    }
    return runSteps(rest, exchange)
  }
})
