import { handler } from '../handler.ts'
import type { Exchange } from '../pipeline/exchange.ts'
import { fault } from '../pipeline/fault.ts'
import { namesPiece, parseQuery, printQuery } from '../pipeline/query-string.ts'

/** https://learn.microsoft.com/azure/api-management/rewrite-uri-policy */
export default handler('rewrite-uri', (element, compiler) => {
  const template = compiler.need(element, 'template')
  const copyUnmatched = compiler.flag(element, 'copy-unmatched-params', 'true')
  return (exchange) => {
    const uri = template(exchange).trim()
    const used = new Set<string>()
    const mark = uri.indexOf('?')
    const path = fill(mark < 0 ? uri : uri.slice(0, mark), exchange, used)
    const written = parseQuery(mark < 0 ? '' : fill(uri.slice(mark + 1), exchange, used))
    const copied = copyUnmatched(exchange)
      ? parseQuery(exchange.request.query).filter(
          (piece) => !used.has(piece.name) && !written.some((own) => namesPiece(own, piece.name)),
        )
      : []
    exchange.setUrl({
      path: path.startsWith('/') ? path : `/${path}`,
      query: printQuery([...written, ...copied]),
    })
    return undefined
  }
})

/** Puts the operation's template parameters in. */
function fill(template: string, exchange: Exchange, used: Set<string>): string {
  if (!template.includes('{')) return template
  return template.replace(/\{\*?([^{}]+)\}/g, (_written, name: string) => {
    const value = exchange.parameters.get(name)
    if (value === undefined)
      throw fault({
        reason: 'ConfigurationInvalid',
        message: `The operation's URL template has no parameter "${name}".`,
        answer: `rewrite-uri: the operation's URL template has no parameter "${name}".`,
      })
    used.add(name)
    return value.split('/').map(encodeURIComponent).join('/')
  })
}
