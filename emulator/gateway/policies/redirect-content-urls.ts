import { handler } from '../handler.ts'
import { textBody } from '../messages/body-content.ts'
import { needsRequestBody, needsResponseBody } from '../pipeline/step.ts'

/**
 * Exchanges the back end's address for the gateway's in the body of the response, and the other way round in that of the request.
 * https://learn.microsoft.com/azure/api-management/redirect-content-urls-policy
 */
export default handler('redirect-content-urls', (_element, compiler) => {
  const isRequest = compiler.section === 'inbound' || compiler.section === 'backend'
  compiler.demand(isRequest ? needsRequestBody : needsResponseBody)
  return (exchange) => {
    const { arrival, match, target } = exchange
    const message = isRequest ? exchange.request : exchange.response
    const bytes = message?.body?.bytes()
    if (!message || !bytes || !target || !match) return undefined
    const { path: base, version } = match.api
    const parts = [base, ...(version?.scheme === 'segment' ? [version.value] : [])].filter((part) => part !== '')
    const path = parts.map((part) => `/${part}`).join('')
    const text = new TextDecoder().decode(bytes)
    const places = [`http://${arrival.host}${path}`, target.origin + target.path] as const
    const [from, to] = isRequest ? places : [places[1], places[0]]
    if (!text.includes(from)) return undefined
    message.body = textBody(text.replaceAll(from, () => to))
    exchange.trace.change('body', from, to)
    return undefined
  }
})
