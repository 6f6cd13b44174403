import { handler } from '../handler.ts'
import { statusOf } from '../messages/status-change.ts'
import { fault } from '../pipeline/fault.ts'

/** https://learn.microsoft.com/azure/api-management/set-status-policy */
export default handler('set-status', (element, compiler) => {
  const status = statusOf(element, compiler)
  return (exchange) => {
    if (!exchange.response)
      throw fault({ reason: 'ConfigurationInvalid', message: 'There is no response yet whose status could be set.' })
    const { code, reason } = status(exchange)
    exchange.setStatus(code, reason)
    return undefined
  }
})
