import type { ExpressionEngine } from '../expressions.ts'
import type { Exchange, ResponseState } from '../pipeline/exchange.ts'
import { responseModel } from '../pipeline/exchange-context.ts'
import { fault } from '../pipeline/fault.ts'
import { HeaderList } from '../pipeline/header-list.ts'
import { MessageBody } from '../pipeline/message-body.ts'

/** The response that stands behind each value that `send-request` put into a variable. */
const responses = new WeakMap<object, ResponseState>()

/** Keeps a response in a variable, where expressions see it as an `IResponse`. */
export function keepResponse(
  exchange: Exchange,
  { name, response, engine }: { name: string; response: ResponseState; engine: ExpressionEngine },
): void {
  const value = engine.responseValue(responseModel(response))
  if (typeof value === 'object' && value !== null) responses.set(value, response)
  exchange.setVariable(name, value)
}

/** A copy of the response in a variable, to be changed and sent. @throws PolicyFault when there is none. */
export function responseVariable(exchange: Exchange, name: string): ResponseState {
  const value = exchange.variables.get(name)
  const found = typeof value === 'object' && value !== null ? responses.get(value) : undefined
  if (!found)
    throw fault({
      reason: 'ConfigurationInvalid',
      message: `The variable "${name}" holds no response.`,
    })
  return {
    status: found.status,
    reason: found.reason,
    headers: new HeaderList(found.headers.raw.slice()),
    body: found.body && new MessageBody({ content: found.body.content ?? new Uint8Array(0) }),
  }
}
