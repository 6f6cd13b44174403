import { handler } from '../handler.ts'
import { outgoingRequest } from '../messages/outgoing-request.ts'

/** Does not wait for the answer. https://learn.microsoft.com/azure/api-management/send-one-way-request-policy */
export default handler('send-one-way-request', (element, compiler) => {
  const request = outgoingRequest(element, compiler)
  const { ports } = compiler.state
  return async (exchange) => {
    const made = await request(exchange)
    ports.fetch(made).catch((error: unknown) => {
      ports.log(`send-one-way-request to ${made.url} failed: ${error instanceof Error ? error.message : String(error)}`)
    })
    return undefined
  }
})
