import type { Element } from '../../../language-server/core/syntax/tree.ts'
import type { Compiler } from '../compile/compiler.ts'
import type { Exchange } from '../pipeline/exchange.ts'

type Obtain = (exchange: Exchange) => string | undefined | Promise<string | undefined>

/** Compiles what `authentication-managed-identity` asks for; undefined comes back when `ignore-error` let a failure pass. */
export function identityToken(element: Element, compiler: Compiler): Obtain {
  const resource = compiler.need(element, 'resource')
  const clientId = compiler.literal(element, 'client-id')
  const ignoreError = compiler.flag(element, 'ignore-error', 'false')
  const { identityTokens } = compiler.state
  const { identities } = compiler.configuration

  const ignore = (exchange: Exchange, error: unknown): undefined => {
    if (!ignoreError(exchange)) throw error
    exchange.trace.say(`Ignored: ${error instanceof Error ? error.message : String(error)}`)
    return undefined
  }
  return (exchange) => {
    const audience = resource(exchange)
    try {
      const token = identityTokens.get(
        { resource: audience, ...(clientId === undefined ? {} : { clientId }) },
        identities,
      )
      exchange.trace.say(
        `Obtaining managed identity token using clientId:${clientId ?? '(system-assigned)'} for ${audience} audience.`,
      )
      return token instanceof Promise ? token.catch((error: unknown) => ignore(exchange, error)) : token
    } catch (error) {
      return ignore(exchange, error)
    }
  }
}
