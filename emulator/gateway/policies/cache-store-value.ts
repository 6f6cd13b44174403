import { handler } from '../handler.ts'

/** https://learn.microsoft.com/azure/api-management/cache-store-value-policy */
export default handler('cache-store-value', (element, compiler) => {
  const key = compiler.need(element, 'key')
  const value = compiler.value(element, 'value')
  const duration = compiler.number(element, 'duration')
  const { cache } = compiler.state
  return (exchange) => {
    const under = key(exchange)
    const stored = value(exchange)
    // Nothing is what a miss gives too.
    if (stored === null || stored === undefined) cache.values.delete(under)
    else cache.values.set(under, stored, duration(exchange))
    exchange.trace.say(`Kept in the cache under the key "${under}".`)
    return undefined
  }
})
