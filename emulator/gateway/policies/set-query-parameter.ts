import { childElements } from '../compile/source.ts'
import { handler } from '../handler.ts'
import { fault } from '../pipeline/fault.ts'
import { namesPiece, parseQuery, printQuery, queryPiece } from '../pipeline/query-string.ts'

/** https://learn.microsoft.com/azure/api-management/set-query-parameter-policy */
export default handler('set-query-parameter', (element, compiler) => {
  const name = compiler.need(element, 'name')
  const action = compiler.textOr(element, 'exists-action', 'override')
  const values = childElements(element, 'value').map((value) => compiler.contentText(value))
  return (exchange) => {
    const parameter = name(exchange)
    const how = action(exchange)
    const pieces = parseQuery(exchange.request.query)
    const others = pieces.filter((piece) => !namesPiece(piece, parameter))
    const added = () => values.map((value) => queryPiece(parameter, value(exchange)))
    if (how === 'delete') exchange.setUrl({ query: printQuery(others) })
    else if (how === 'override') exchange.setUrl({ query: printQuery([...others, ...added()]) })
    else if (how === 'append') exchange.setUrl({ query: printQuery([...pieces, ...added()]) })
    else if (how === 'skip') {
      if (others.length === pieces.length) exchange.setUrl({ query: printQuery([...pieces, ...added()]) })
    } else
      throw fault({
        reason: 'ConfigurationInvalid',
        message: `"exists-action" is "${how}" instead of "override", "skip", "append" or "delete".`,
      })
    return undefined
  }
})
