import type { Exchange, ResponseState } from '../pipeline/exchange.ts'
import { responseModel } from '../pipeline/exchange-context.ts'
import { fault } from '../pipeline/fault.ts'
import { HeaderList } from '../pipeline/header-list.ts'
import { MessageBody } from '../pipeline/message-body.ts'

/** The response that stands behind each value that `send-request` put into a variable. */
const responses = new WeakMap<object, ResponseState>()

/** Makes the value that expressions see as `IResponse`. */
export function responseValue(response: ResponseState): object {
  const value = responseModel(response)
  responses.set(value, response)
  return value
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
