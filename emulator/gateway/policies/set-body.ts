import { handler } from '../handler.ts'
import { bodyContent } from '../messages/body-content.ts'

/** https://learn.microsoft.com/azure/api-management/set-body-policy */
export default handler('set-body', (element, compiler) => {
  const content = bodyContent(element, compiler)
  const isRequest = compiler.section === 'inbound' || compiler.section === 'backend'
  return (exchange) => {
    const body = content(exchange)
    const message = isRequest || !exchange.response ? exchange.request : exchange.response
    message.body?.discard()
    message.body = body
    // The new body is plain text or bytes, whatever the encoding of the one that it replaces was.
    message.headers.delete('Content-Encoding')
    exchange.trace.change('body', undefined, `${body.content?.length ?? 0} bytes`)
    return undefined
  }
})
