import { handler } from '../handler.ts'
import { textBody } from '../messages/body-content.ts'
import { fault } from '../pipeline/fault.ts'
import { queryMap } from '../pipeline/query-string.ts'
import { needsResponseBody } from '../pipeline/step.ts'

/** Names with dots between them, as `app.show`: nothing else is put into a script. */
const functionName = /^[\p{ID_Start}$_][\p{ID_Continue}$]*(?:\.[\p{ID_Start}$_][\p{ID_Continue}$]*)*$/u

/** https://learn.microsoft.com/azure/api-management/jsonp-policy */
export default handler('jsonp', (element, compiler) => {
  const parameter = compiler.need(element, 'callback-parameter-name')
  compiler.demand(needsResponseBody)
  return (exchange) => {
    const { arrival, response } = exchange
    const mark = arrival.target.indexOf('?')
    const callback = mark < 0 ? undefined : queryMap(arrival.target.slice(mark)).get(parameter(exchange))?.[0]
    if (!response || callback === undefined || callback === '') return undefined
    if (!functionName.test(callback))
      throw fault({
        reason: 'CallbackParameterInvalid',
        message: `Value of callback parameter ${callback} is not a valid JavaScript identifier.`,
        status: 400,
      })
    const json = new TextDecoder().decode(response.body?.bytes())
    response.body = textBody(`${callback}(${json});`)
    response.headers.set('Content-Type', ['application/javascript'])
    exchange.trace.change('body', undefined, `a call of ${callback}`)
    return undefined
  }
})
