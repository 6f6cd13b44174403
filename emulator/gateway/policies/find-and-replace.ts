import { handler } from '../handler.ts'
import { textBody } from '../messages/body-content.ts'
import { needsRequestBody, needsResponseBody } from '../pipeline/step.ts'

/** https://learn.microsoft.com/azure/api-management/find-and-replace-policy */
export default handler('find-and-replace', (element, compiler) => {
  const from = compiler.need(element, 'from')
  const to = compiler.need(element, 'to')
  const isRequest = compiler.section === 'inbound' || compiler.section === 'backend'
  compiler.demand(isRequest ? needsRequestBody : needsResponseBody)
  return (exchange) => {
    const message = isRequest || !exchange.response ? exchange.request : exchange.response
    const bytes = message.body?.bytes()
    const wanted = from(exchange)
    if (!bytes || wanted === '') return undefined
    const text = new TextDecoder().decode(bytes)
    const count = text.split(wanted).length - 1
    if (count === 0) return undefined
    message.body = textBody(text.replaceAll(wanted, () => to(exchange)))
    exchange.trace.change('body', undefined, `${count} replaced`)
    return undefined
  }
})
