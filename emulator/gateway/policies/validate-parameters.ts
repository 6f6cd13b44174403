import type { Element } from '../../../language-server/core/syntax/tree.ts'
import type { Compiler } from '../compile/compiler.ts'
import { childElement } from '../compile/source.ts'
import { handler } from '../handler.ts'
import type { Exchange } from '../pipeline/exchange.ts'
import { queryMap } from '../pipeline/query-string.ts'
import { namedActions } from '../validation/actions.ts'
import { checkParameters } from '../validation/parameters.ts'
import { reportFindings } from '../validation/report.ts'

/** https://learn.microsoft.com/azure/api-management/validate-parameters-policy */
export default handler('validate-parameters', (element, compiler) => {
  const path = place(element, compiler, 'path')
  const query = place(element, compiler, 'query')
  const headers = place(element, compiler, 'headers')
  const report = { section: compiler.section, variable: compiler.literal(element, 'errors-variable-name') }
  return (exchange) => {
    const { match, parameters, request } = exchange
    const contract = match?.operation?.contract
    const own = ownNames(exchange)
    const others = <T>(entries: Iterable<readonly [string, T]>) =>
      [...entries].filter(([name]) => !own.has(name.toLowerCase()))
    const inTemplate = new Set((contract?.path ?? []).map(({ name }) => name))
    const pathValues = [...parameters]
      .filter(([name]) => inTemplate.has(name))
      .map(([name, value]) => [name, [value]] as const)
    reportFindings(
      exchange,
      [
        ...checkParameters(exchange, {
          ...path,
          type: 'PathParameter',
          specified: contract?.path ?? [],
          actual: pathValues,
          unspecifiedAction: undefined,
        }),
        ...checkParameters(exchange, {
          ...query,
          type: 'QueryParameter',
          specified: contract?.query ?? [],
          actual: others(queryMap(request.query)),
        }),
        ...checkParameters(exchange, {
          ...headers,
          type: 'RequestHeader',
          specified: contract?.headers ?? [],
          actual: others(request.headers),
        }),
      ],
      report,
    )
    return undefined
  }
})

function place(element: Element, compiler: Compiler, name: string) {
  const own = childElement(element, name)
  const action = (attribute: string) => (own && compiler.text(own, attribute)) ?? compiler.need(element, attribute)
  return {
    overrides: namedActions(own, compiler, { child: 'parameter', attribute: 'name' }),
    specifiedAction: action('specified-parameter-action'),
    unspecifiedAction: action('unspecified-parameter-action'),
  }
}

/** What belongs to the connection, and the key, are the gateway's own business. */
function ownNames({ match }: Exchange): ReadonlySet<string> {
  const names = match?.api.subscriptionKeyNames
  const key = names ? [names.header.toLowerCase(), names.query.toLowerCase()] : []
  return new Set(['connection', 'content-length', 'transfer-encoding', 'keep-alive', ...key])
}
