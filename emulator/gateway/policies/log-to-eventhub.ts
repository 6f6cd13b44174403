import { handler } from '../handler.ts'

/** In bytes; longer messages are cut. */
const longest = 200 * 1024

/** No event hub is called: the message is in the trace. https://learn.microsoft.com/azure/api-management/log-to-eventhub-policy */
export default handler('log-to-eventhub', (element, compiler) => {
  const logger = compiler.need(element, 'logger-id')
  const partition = compiler.text(element, 'partition-key') ?? compiler.text(element, 'partition-id')
  const message = compiler.contentText(element)
  return (exchange) => {
    const text = message(exchange)
    const size = new TextEncoder().encode(text).length
    const cut = size > longest ? ` (${size} bytes: the service cuts it to ${longest})` : ''
    const where = partition ? `, partition ${partition(exchange)}` : ''
    exchange.trace.say(`To the event hub of the logger ${logger(exchange)}${where}${cut}: ${text}`)
    return undefined
  }
})
