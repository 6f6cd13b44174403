import { CompileError } from '../compile/compile-error.ts'
import { handler } from '../handler.ts'
import { reasonPhrase } from '../messages/reason-phrase.ts'
import { HeaderList } from '../pipeline/header-list.ts'

/**
 * Answers without a back end. The local instance keeps no examples of responses, so the body is empty, as it is in the service
 * for an operation without examples. https://learn.microsoft.com/azure/api-management/mock-response-policy
 */
export default handler('mock-response', (element, compiler) => {
  const status = Number(compiler.literal(element, 'status-code') ?? '200')
  if (!Number.isInteger(status) || status < 200 || status > 999)
    throw new CompileError('"status-code" is not a status code that can be sent')
  const contentType = compiler.literal(element, 'content-type')
  const isEnabled = compiler.literal(element, 'enabled') !== 'false'
  return (exchange) => {
    if (!isEnabled) return undefined
    exchange.response?.body?.discard()
    exchange.respond({
      status,
      reason: reasonPhrase(status),
      headers: new HeaderList(contentType === undefined ? [] : ['Content-Type', contentType]),
      body: undefined,
    })
    return 'respond'
  }
})
