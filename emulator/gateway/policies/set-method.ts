import { handler } from '../handler.ts'
import { fault } from '../pipeline/fault.ts'

/** https://learn.microsoft.com/azure/api-management/set-method-policy */
export default handler('set-method', (element, compiler) => {
  const method = compiler.contentText(element)
  return (exchange) => {
    const { request } = exchange
    const after = method(exchange).trim().toUpperCase()
    if (!/^[!#$%&'*+.^_`|~0-9A-Z-]+$/.test(after))
      throw fault({ reason: 'ConfigurationInvalid', message: `"${after}" is not an HTTP method.` })
    exchange.trace.change('method', request.method, after)
    request.method = after
    return undefined
  }
})
