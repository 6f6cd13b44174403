import { CompileError } from '../compile/compile-error.ts'
import { handler } from '../handler.ts'
import { outgoingRequest } from '../messages/outgoing-request.ts'
import { keepResponse } from '../messages/response-variable.ts'
import { PolicyFault } from '../pipeline/fault.ts'

/** https://learn.microsoft.com/azure/api-management/send-request-policy */
export default handler('send-request', (element, compiler) => {
  const variable = compiler.text(element, 'response-variable-name')
  if (!variable) throw new CompileError('the attribute "response-variable-name" is missing')
  const ignoreError = compiler.literal(element, 'ignore-error') === 'true'
  const request = outgoingRequest(element, compiler)
  const { expressions: engine, ports } = compiler.state
  return async (exchange) => {
    const name = variable(exchange)
    try {
      keepResponse(exchange, { name, engine, response: await ports.fetch(await request(exchange)) })
    } catch (error) {
      if (!ignoreError || !(error instanceof PolicyFault)) throw error
      exchange.trace.say(`Ignored: ${error.message}`)
      exchange.setVariable(name, null)
    }
    return undefined
  }
})
