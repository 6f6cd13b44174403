import type { Element } from '../../../language-server/core/syntax/tree.ts'
import type { Compiler } from '../compile/compiler.ts'
import type { Exchange } from '../pipeline/exchange.ts'
import { fault, PolicyFault } from '../pipeline/fault.ts'
import { needsRequestBody, needsResponseBody, type Run } from '../pipeline/step.ts'
import { textBody } from './body-content.ts'

interface BodyConversion {
  /** In Content-Type and Accept: `json` or `xml`. */
  readonly from: string
  readonly to: string
  readonly contentType: string
  readonly convert: (text: string, exchange: Exchange) => string
}

/**
 * Converts the body of the message that a policy stands beside, when `apply` and the caller's Accept header want it.
 * https://learn.microsoft.com/azure/api-management/json-to-xml-policy
 */
export function bodyConversion(element: Element, compiler: Compiler, conversion: BodyConversion): Run {
  const apply = compiler.need(element, 'apply')
  const considerAccept = compiler.flag(element, 'consider-accept-header', 'true')
  const isRequest = compiler.section === 'inbound' || compiler.section === 'backend'
  compiler.demand(isRequest ? needsRequestBody : needsResponseBody)
  const { contentType, convert, from, to } = conversion
  return (exchange) => {
    const message = isRequest || !exchange.response ? exchange.request : exchange.response
    const { body, headers } = message
    if (!body || body.bytes()?.length === 0) return undefined
    if (apply(exchange) !== 'always' && !(headers.line('Content-Type') ?? '').toLowerCase().includes(from)) {
      exchange.trace.say(`Not converted: the Content-Type does not say ${from}.`)
      return undefined
    }
    if (considerAccept(exchange) && !(exchange.request.headers.line('Accept') ?? '').toLowerCase().includes(to)) {
      exchange.trace.say(`Not converted: the caller's Accept header does not ask for ${to}.`)
      return undefined
    }
    message.body = textBody(converted(() => convert(new TextDecoder().decode(body.bytes()), exchange)))
    headers.set('Content-Type', [contentType])
    headers.delete('Content-Encoding')
    exchange.trace.change('body', from, to)
    return undefined
  }
}

function converted(work: () => string): string {
  try {
    return work()
  } catch (error) {
    if (error instanceof PolicyFault) throw error
    const message = `The body cannot be converted: ${error instanceof Error ? error.message : String(error)}`
    throw fault({ reason: 'BodyNotConvertible', message, cause: error })
  }
}
