import { CompileError } from '../compile/compile-error.ts'
import { handler } from '../handler.ts'
import { followRedirects } from '../messages/redirects.ts'
import { fault } from '../pipeline/fault.ts'
import { needsRequestBody } from '../pipeline/step.ts'

const defaultTimeout = 300

/** https://learn.microsoft.com/azure/api-management/forward-request-policy */
export default handler('forward-request', (element, compiler) => {
  const milliseconds = compiler.text(element, 'timeout-ms') ? compiler.number(element, 'timeout-ms') : undefined
  const seconds = compiler.number(element, 'timeout', defaultTimeout)
  const follows = compiler.flag(element, 'follow-redirects', 'false')
  const failOnStatus = compiler.flag(element, 'fail-on-error-status-code', 'false')
  if (compiler.literal(element, 'buffer-request-body') === 'true') compiler.demand(needsRequestBody)
  if (compiler.literal(element, 'http-version') === '2')
    throw new CompileError('the local gateway speaks HTTP/1.1 to back ends, and this policy insists on HTTP/2')
  const { ports } = compiler.state

  return async (exchange) => {
    const timeout = milliseconds ? milliseconds(exchange) : seconds(exchange) * 1000
    exchange.response?.body?.discard()
    const answer = await ports.forward(exchange, { timeout })
    const response = follows(exchange) ? await followRedirects(exchange, answer, { ports, timeout }) : answer
    exchange.respond(response)
    if (response.status >= 400 && failOnStatus(exchange))
      throw fault({
        reason: 'BackendErrorStatusCode',
        message: `The back end answered ${response.status}.`,
        status: response.status,
      })
    return undefined
  }
})
