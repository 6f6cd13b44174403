import type { Element } from '../../../language-server/core/syntax/tree.ts'
import type { Compiler } from '../compile/compiler.ts'
import type { Exchange } from '../pipeline/exchange.ts'
import { fault } from '../pipeline/fault.ts'
import type { Taken } from './counters.ts'

/** Tells the caller and the other policies what is left of a limit. @throws PolicyFault 429 when nothing was. */
export type Report = (exchange: Exchange, taken: Taken, calls: number) => void

export function rateLimitReport(element: Element, compiler: Compiler): Report {
  const retryHeader = compiler.literal(element, 'retry-after-header-name') ?? 'Retry-After'
  const retryVariable = compiler.literal(element, 'retry-after-variable-name')
  const remainingHeader = compiler.literal(element, 'remaining-calls-header-name')
  const remainingVariable = compiler.literal(element, 'remaining-calls-variable-name')
  const totalHeader = compiler.literal(element, 'total-calls-header-name')

  return (exchange, { allowed, remaining, retryAfter }, calls) => {
    if (remainingHeader !== undefined) exchange.addLateHeader(remainingHeader, String(remaining))
    if (remainingVariable !== undefined) exchange.setVariable(remainingVariable, remaining)
    if (totalHeader !== undefined) exchange.addLateHeader(totalHeader, String(calls))
    if (allowed) return
    if (retryVariable !== undefined) exchange.setVariable(retryVariable, retryAfter)
    throw fault({
      reason: 'RateLimitExceeded',
      message: 'Rate limit is exceeded',
      status: 429,
      answer: `Rate limit is exceeded. Try again in ${retryAfter} seconds.`,
      headers: [retryHeader, String(retryAfter)],
    })
  }
}
