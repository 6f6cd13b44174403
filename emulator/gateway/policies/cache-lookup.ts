import { cachedResponse, type DownstreamCaching, tellDownstream } from '../cache/cached-response.ts'
import { childElements } from '../compile/source.ts'
import { handler } from '../handler.ts'
import type { Exchange } from '../pipeline/exchange.ts'
import { parseQuery } from '../pipeline/query-string.ts'

const downstreams: readonly string[] = ['none', 'private', 'public'] satisfies readonly DownstreamCaching[]

/**
 * Answers with what `cache-store` kept; the response then goes on behind that policy. Responses of one product are not those of another,
 * as the keys in traces of the service show. https://learn.microsoft.com/azure/api-management/cache-lookup-policy
 */
export default handler('cache-lookup', (element, compiler) => {
  const byDeveloper = compiler.flag(element, 'vary-by-developer', 'false')
  const allowPrivate = compiler.flag(element, 'allow-private-response-caching', 'false')
  const downstream = compiler.textOr(element, 'downstream-caching-type', 'none')
  const mustRevalidate = compiler.flag(element, 'must-revalidate', 'true')
  const headers = childElements(element, 'vary-by-header').map((header) => compiler.contentText(header))
  const parameters = childElements(element, 'vary-by-query-parameter').map((parameter) =>
    compiler.contentText(parameter),
  )
  const { cache } = compiler.state

  const keyOf = (exchange: Exchange): string => {
    const { match, request, target } = exchange
    const names = parameters.flatMap((parameter) => parameter(exchange).split(';')).map((name) => name.trim())
    const pieces = parseQuery(request.query)
    const query = names.map((name) => pieces.filter((piece) => piece.name === name).map(({ value }) => value))
    return JSON.stringify([
      match?.product?.id,
      match?.api.id,
      match?.api.revision,
      match?.operation?.id,
      (target?.origin ?? '') + (target?.path ?? '') + request.path,
      names.length === 0 ? request.query : query,
      headers.map((header) => request.headers.line(header(exchange).trim()) ?? null),
      byDeveloper(exchange) ? (match?.subscription?.id ?? null) : null,
    ])
  }

  return (exchange) => {
    if (exchange.request.method !== 'GET') {
      exchange.trace.say('Only responses to GET are cached.')
      return undefined
    }
    if (exchange.request.headers.has('Authorization') && !allowPrivate(exchange)) {
      exchange.trace.say(
        'The request has an Authorization header, and "allow-private-response-caching" is not "true": nothing is cached.',
      )
      return undefined
    }
    const key = keyOf(exchange)
    const type = downstream(exchange)
    const caching = {
      downstream: downstreams.includes(type) ? (type as DownstreamCaching) : 'none',
      mustRevalidate: mustRevalidate(exchange),
    }
    exchange.caching = { key, ...caching, isHit: false }
    const found = cachedResponse(cache.responses, key)
    exchange.trace.say(`Cache lookup resulted in a ${found ? 'hit' : 'miss'}.`)
    if (!found) return undefined
    exchange.caching = { key, ...caching, isHit: true }
    exchange.respond(found.response)
    tellDownstream(found.response, caching, found.seconds)
    return 'respond'
  }
})
