import { keepInCache, tellDownstream } from '../cache/cached-response.ts'
import { handler } from '../handler.ts'
import { needsResponseBody } from '../pipeline/step.ts'

/** https://learn.microsoft.com/azure/api-management/cache-store-policy */
export default handler('cache-store', (element, compiler) => {
  const duration = compiler.number(element, 'duration')
  const cacheAny = compiler.flag(element, 'cache-response', 'false')
  compiler.demand(needsResponseBody)
  const { cache } = compiler.state
  return (exchange) => {
    const { caching, response } = exchange
    if (!caching || !response) {
      exchange.trace.say('Nothing is cached: no cache-lookup has run, or it has let this request pass.')
      return undefined
    }
    if (caching.isHit) return undefined
    if (response.status !== 200 && !cacheAny(exchange)) {
      exchange.trace.say(`Nothing is cached: the status is ${response.status}, and "cache-response" is not "true".`)
      return undefined
    }
    const seconds = duration(exchange)
    keepInCache(cache.responses, { key: caching.key, response, seconds })
    tellDownstream(response, caching, seconds)
    exchange.trace.say(`The response is cached for ${seconds} seconds.`)
    return undefined
  }
})
