import { CompileError } from '../compile/compile-error.ts'
import { handler } from '../handler.ts'
import { fault } from '../pipeline/fault.ts'
import { needsRequestBody } from '../pipeline/step.ts'

const defaultTimeout = 300

/** https://learn.microsoft.com/azure/api-management/forward-request-policy */
export default handler('forward-request', (element, compiler) => {
  const milliseconds = compiler.text(element, 'timeout-ms') ? compiler.number(element, 'timeout-ms') : undefined
  const seconds = compiler.number(element, 'timeout', defaultTimeout)
  const followRedirects = compiler.flag(element, 'follow-redirects', 'false')
  const failOnStatus = compiler.flag(element, 'fail-on-error-status-code', 'false')
  if (compiler.literal(element, 'buffer-request-body') === 'true') compiler.demand(needsRequestBody)
  if (compiler.literal(element, 'http-version') === '2')
    throw new CompileError('the local gateway speaks HTTP/1.1 to back ends, and this policy insists on HTTP/2')
  const { forward } = compiler.state.ports

  return async (exchange) => {
    if (followRedirects(exchange))
      throw fault({
        reason: 'PolicyNotRunnable',
        message: 'The local gateway does not follow redirects yet.',
        answer: 'forward-request: the local gateway does not follow redirects ("follow-redirects") yet.',
      })
    const timeout = milliseconds ? milliseconds(exchange) : seconds(exchange) * 1000
    exchange.response?.body?.discard()
    const response = await forward(exchange, { timeout })
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
