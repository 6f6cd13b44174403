import { handler } from '../handler.ts'
import { identityToken } from '../managed-identity/identity-token.ts'
import type { Exchange } from '../pipeline/exchange.ts'
import type { Outcome } from '../pipeline/step.ts'

/** https://learn.microsoft.com/azure/api-management/authentication-managed-identity-policy */
export default handler('authentication-managed-identity', (element, compiler) => {
  const obtain = identityToken(element, compiler)
  const variable = compiler.literal(element, 'output-token-variable-name')

  const use = (exchange: Exchange, token: string | undefined): Outcome => {
    if (token === undefined) return undefined
    if (variable !== undefined) {
      exchange.setVariable(variable, token)
      return undefined
    }
    const { headers } = exchange.request
    const before = headers.line('Authorization')
    headers.set('Authorization', [`Bearer ${token}`])
    exchange.trace.change('header Authorization', before, headers.line('Authorization'))
    exchange.trace.say('Managed identity token is added to Authorization header.')
    return undefined
  }

  return (exchange) => {
    const token = obtain(exchange)
    return token instanceof Promise ? token.then((value) => use(exchange, value)) : use(exchange, token)
  }
})
