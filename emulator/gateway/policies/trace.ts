import { childElement, childElements } from '../compile/source.ts'
import { handler } from '../handler.ts'

/** https://learn.microsoft.com/azure/api-management/trace-policy */
export default handler('trace', (element, compiler) => {
  const source = compiler.need(element, 'source')
  const messageElement = childElement(element, 'message')
  const message = compiler.contentText(messageElement ?? element)
  const metadata = childElements(element, 'metadata').map((entry) => ({
    name: compiler.need(entry, 'name'),
    value: compiler.need(entry, 'value'),
  }))
  return (exchange) => {
    const rest = metadata.map(({ name, value }) => ` ${name(exchange)}=${value(exchange)}`).join('')
    exchange.trace.say(`${source(exchange)}: ${message(exchange)}${rest}`)
    return undefined
  }
})
