import { handler } from '../handler.ts'
import { headerChange } from '../messages/header-change.ts'

/** Changes the request until there is a response to change. https://learn.microsoft.com/azure/api-management/set-header-policy */
export default handler('set-header', (element, compiler) => {
  const change = headerChange(element, compiler)
  const isRequest = compiler.section === 'inbound' || compiler.section === 'backend'
  return (exchange) => {
    change(exchange, isRequest || !exchange.response ? exchange.request.headers : exchange.response.headers)
    return undefined
  }
})
