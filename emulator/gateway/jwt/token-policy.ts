import type { Read } from '../compile/compiler.ts'
import type { Exchange } from '../pipeline/exchange.ts'
import { fault, PolicyFault } from '../pipeline/fault.ts'
import { lastErrorOf } from '../pipeline/last-error.ts'
import type { Outcome, Run } from '../pipeline/step.ts'
import { checkClaims, type TokenDemands } from './claim-checks.ts'
import { type Claims, decodeToken } from './decode.ts'
import type { IssuerKeys } from './open-id-store.ts'
import { refusals, type TokenRefusal } from './refusals.ts'
import { createVerifiedTokens } from './verified-tokens.ts'
import { issuersOf, type KeySource, verifySignature } from './verify-signature.ts'

/** A policy that lets a request pass only with a token: `validate-jwt` and `validate-azure-ad-token`. */
export interface TokenPolicy {
  /** The token without its scheme; undefined when there is none. */
  readonly locate: Read<string | undefined>
  readonly keys: (exchange: Exchange) => KeySource
  readonly requireSigned: Read<boolean>
  readonly demands: (exchange: Exchange, issuers: readonly IssuerKeys[]) => TokenDemands
  readonly failedStatus: Read<number>
  /** Replaces the text that the caller sees; it may use `context.LastError`. */
  readonly failedMessage: Read<string> | undefined
  readonly outputVariable: string | undefined
  /** Makes the value of that variable. */
  readonly jwtValue: (token: string) => unknown
}

interface Checked {
  readonly text: string
  readonly claims: Claims
}

export function tokenPolicy(policy: TokenPolicy): Run {
  const verified = createVerifiedTokens()

  const refuse = (exchange: Exchange, refusal: TokenRefusal): never => {
    exchange.lastError = lastErrorOf(refusal, exchange.step)
    throw fault({
      ...refusal,
      status: policy.failedStatus(exchange),
      ...(policy.failedMessage ? { answer: policy.failedMessage(exchange) } : {}),
    })
  }

  const accept = (exchange: Exchange, { text, claims }: Checked, issuers: readonly IssuerKeys[]): Outcome => {
    const refusal = checkClaims(claims, policy.demands(exchange, issuers), exchange.setting.ports.now())
    if (refusal) refuse(exchange, refusal)
    if (policy.outputVariable !== undefined) exchange.setVariable(policy.outputVariable, policy.jwtValue(text))
    return undefined
  }

  const check = async (exchange: Exchange, text: string, source: KeySource): Promise<Outcome> => {
    const decoded = decodeToken(text)
    if (!decoded)
      return refuse(exchange, text.split('.').length === 5 ? refusals.encrypted() : refusals.notWellFormed())
    try {
      const isSigned = decoded.header.alg !== 'none' || decoded.signature.length > 0
      if (isSigned) {
        const refusal = await verifySignature(decoded, source)
        if (refusal) refuse(exchange, refusal)
        verified.add(text, decoded, source.openId.generation)
      } else if (policy.requireSigned(exchange)) refuse(exchange, refusals.notSigned())
      return accept(exchange, { text, claims: decoded.claims }, await issuersOf(source))
    } catch (error) {
      // Metadata that cannot be fetched: the token is refused as any other, with the caller's text if the policy has one.
      if (error instanceof PolicyFault && error.details.status === 401 && exchange.lastError === undefined)
        return refuse(exchange, error.details)
      throw error
    }
  }

  return (exchange) => {
    const text = policy.locate(exchange)
    if (text === undefined) return refuse(exchange, refusals.notPresent())
    const source = policy.keys(exchange)
    const known = verified.get(text, source.openId.generation)
    if (known) {
      const issuers = issuersOf(source)
      if (!(issuers instanceof Promise)) return accept(exchange, { text, claims: known.claims }, issuers)
    }
    return check(exchange, text, source)
  }
}
