import { childElement, childElements } from '../compile/source.ts'
import { handler } from '../handler.ts'
import { bodyContent } from '../messages/body-content.ts'
import { headerChange } from '../messages/header-change.ts'
import { responseVariable } from '../messages/response-variable.ts'
import { statusOf } from '../messages/status-change.ts'
import type { ResponseState } from '../pipeline/exchange.ts'
import { HeaderList } from '../pipeline/header-list.ts'

/** Ends the pipeline with a response of its own. https://learn.microsoft.com/azure/api-management/return-response-policy */
export default handler('return-response', (element, compiler) => {
  const variable = compiler.literal(element, 'response-variable-name')
  const statusElement = childElement(element, 'set-status')
  const status = statusElement && statusOf(statusElement, compiler)
  const headers = childElements(element, 'set-header').map((header) => headerChange(header, compiler))
  const bodyElement = childElement(element, 'set-body')
  const body = bodyElement && bodyContent(bodyElement, compiler)

  return (exchange) => {
    const response: ResponseState =
      variable === undefined
        ? { status: 200, reason: 'OK', headers: new HeaderList(), body: undefined }
        : responseVariable(exchange, variable)
    if (status) {
      const { code, reason } = status(exchange)
      response.status = code
      response.reason = reason
    }
    for (const change of headers) change(exchange, response.headers)
    if (body) response.body = body(exchange)
    if (exchange.response !== response) exchange.response?.body?.discard()
    exchange.respond(response)
    return 'respond'
  }
})
