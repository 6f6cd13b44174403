import { type Claims, claimValues } from './decode.ts'
import { refusals, type TokenRefusal } from './refusals.ts'

/** What a token must say, with every value settled for the request at hand. */
export interface TokenDemands {
  readonly requireExpiration: boolean
  /** Seconds. */
  readonly clockSkew: number
  /** Undefined: the audience is not checked. */
  readonly audiences: readonly string[] | undefined
  /** Undefined: the issuer is not checked. May hold `{tenantid}`. */
  readonly issuers: readonly string[] | undefined
  readonly claims: readonly ClaimDemand[]
}

export interface ClaimDemand {
  /** The claim, or several names of which one must be there (`appid` and `azp` are one thing in tokens of v1 and v2). */
  readonly names: readonly string[]
  readonly match: 'all' | 'any'
  readonly separator: string | undefined
  /** Empty: the claim must only be there. */
  readonly values: readonly string[]
}

/** Lifetime, audience, issuer, then claims: the order of Microsoft.IdentityModel, so the first failure is the one it names. */
export function checkClaims(claims: Claims, demands: TokenDemands, nowMs: number): TokenRefusal | undefined {
  return (
    checkLifetime(claims, demands, nowMs / 1000) ??
    checkAudience(claims, demands) ??
    checkIssuer(claims, demands) ??
    checkRequired(claims, demands.claims)
  )
}

function checkLifetime(claims: Claims, demands: TokenDemands, now: number): TokenRefusal | undefined {
  const { exp, nbf } = claims
  if (typeof exp !== 'number') {
    if (demands.requireExpiration || exp !== undefined) return refusals.noExpiration()
  } else if (exp + demands.clockSkew <= now) return refusals.expired(exp, now)
  if (typeof nbf === 'number' && nbf - demands.clockSkew > now) return refusals.notYetValid(nbf, now)
  return undefined
}

function checkAudience(claims: Claims, { audiences }: TokenDemands): TokenRefusal | undefined {
  if (!audiences) return undefined
  const actual = claimValues(claims, 'aud') ?? []
  return actual.some((value) => audiences.some((allowed) => sameAudience(value, allowed)))
    ? undefined
    : refusals.audience(actual, audiences)
}

/** Microsoft.IdentityModel forgives one slash at the end of an audience, on either side, unless it is told otherwise. */
const sameAudience = (a: string, b: string): boolean => a === b || a === `${b}/` || `${a}/` === b

function checkIssuer(claims: Claims, { issuers }: TokenDemands): TokenRefusal | undefined {
  if (!issuers) return undefined
  const { iss, tid } = claims
  const actual = typeof iss === 'string' ? iss : ''
  const allowed = issuers.some(
    (issuer) => actual === (typeof tid === 'string' ? issuer.replace('{tenantid}', tid) : issuer),
  )
  return allowed ? undefined : refusals.issuer(actual, issuers)
}

function checkRequired(claims: Claims, demands: readonly ClaimDemand[]): TokenRefusal | undefined {
  if (demands.length === 0) return undefined
  const missing = demands.filter(({ names }) => names.every((name) => claimValues(claims, name) === undefined))
  if (missing.length > 0) return refusals.claimsMissing(missing.map(({ names }) => names.join(' or ')))
  for (const { names, match, separator, values } of demands) {
    if (values.length === 0) continue
    const name = names.find((candidate) => claimValues(claims, candidate) !== undefined) ?? ''
    const actual = claimValues(claims, name, separator) ?? []
    const holds =
      match === 'any' ? values.some((value) => actual.includes(value)) : values.every((value) => actual.includes(value))
    if (!holds) return refusals.claimValue(name, actual)
  }
  return undefined
}
