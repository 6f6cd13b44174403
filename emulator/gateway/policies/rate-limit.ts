import type { Element } from '../../../language-server/core/syntax/tree.ts'
import { CompileError } from '../compile/compile-error.ts'
import type { Compiler } from '../compile/compiler.ts'
import { childElements } from '../compile/source.ts'
import { handler } from '../handler.ts'
import { rateLimitReport } from '../limits/rate-limit-report.ts'
import type { Exchange } from '../pipeline/exchange.ts'

interface Limit {
  readonly calls: number
  /** Milliseconds. */
  readonly window: number
  readonly key: string
  readonly applies: (exchange: Exchange) => boolean
}

/**
 * Counts the calls of one subscription; calls without a subscription share one counter. Limits of single APIs and operations
 * are counted on their own. https://learn.microsoft.com/azure/api-management/rate-limit-policy
 */
export default handler('rate-limit', (element, compiler) => {
  const limits = [limitOf(element, compiler, { key: '', applies: () => true }), ...narrower(element, compiler)]
  const report = rateLimitReport(element, compiler)
  const { counters } = compiler.state
  return (exchange) => {
    const subscription = exchange.match?.subscription?.id ?? ''
    for (const { calls, window, key, applies } of limits) {
      if (!applies(exchange)) continue
      report(exchange, counters.take(`${compiler.key}${key} ${subscription}`, { calls, window }), calls)
    }
    return undefined
  }
})

function narrower(element: Element, compiler: Compiler): Limit[] {
  return childElements(element, 'api').flatMap((api) => {
    const isApi = named(api, compiler)
    const key = `/api[${childElements(element, 'api').indexOf(api)}]`
    const applies = (exchange: Exchange) => isApi(exchange.match?.api)
    const operations = childElements(api, 'operation').map((operation, at) => {
      const isOperation = named(operation, compiler)
      return limitOf(operation, compiler, {
        key: `${key}/operation[${at}]`,
        applies: (exchange) => applies(exchange) && isOperation(exchange.match?.operation),
      })
    })
    return [limitOf(api, compiler, { key, applies }), ...operations]
  })
}

function limitOf(element: Element, compiler: Compiler, of: Pick<Limit, 'key' | 'applies'>): Limit {
  const calls = integer(element, 'calls', compiler)
  return { calls, window: integer(element, 'renewal-period', compiler) * 1000, ...of }
}

function integer(element: Element, name: string, compiler: Compiler): number {
  const value = Number(compiler.literal(element, name))
  if (!Number.isInteger(value) || value <= 0) throw new CompileError(`"${name}" is not a whole number above 0`)
  return value
}

function named(element: Element, compiler: Compiler): (entity: { id: string; name: string } | undefined) => boolean {
  const id = compiler.literal(element, 'id')
  const name = compiler.literal(element, 'name')
  return (entity) => entity !== undefined && (id === undefined ? entity.name === name : entity.id === id)
}
