import { type Cloud, issuersOf } from '../azure/clouds.ts'
import type { DecodedToken } from '../azure/tokens.ts'
import type { CallingIdentity } from './app-service-protection.ts'
import { compare, type Mismatch } from './compare-token.ts'
import type { TokenCheck } from './token-checks.ts'

/** Whose token for what. Only API Management ever sees that token; what is in it follows from these. */
export interface ExpectedToken {
  readonly resource: string
  readonly identity: CallingIdentity
  readonly tenantId: string
  readonly cloud: Cloud
  /** Milliseconds since the epoch. */
  readonly now: number
}

const GUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i

/**
 * The token in both versions, since the registration of the resource decides which it is: the claims that are known for sure.
 * https://learn.microsoft.com/entra/identity-platform/access-tokens#token-formats
 */
function expectedTokens({ resource, identity, tenantId, cloud, now }: ExpectedToken): readonly DecodedToken[] {
  const issuers = issuersOf(cloud, tenantId)
  const shared = {
    tid: tenantId,
    ...(identity.objectId === undefined ? {} : { oid: identity.objectId, sub: identity.objectId }),
    exp: Math.floor(now / 1000) + 3600,
  }
  const client = (name: string) => (identity.clientId === undefined ? {} : { [name]: identity.clientId })
  const id = GUID.exec(resource)?.[0]
  return [
    { header: {}, claims: { ...shared, ...client('appid'), ver: '1.0', iss: issuers.v1, aud: resource } },
    // The client id of an App ID URI that does not contain it is unknown, so that the URI stands for it.
    { header: {}, claims: { ...shared, ...client('azp'), ver: '2.0', iss: issuers.v2, aud: id ?? resource } },
  ]
}

/** What a check will refuse about the token for sure; app roles and claims of its own are not known from here. */
export function refusalOf(check: TokenCheck, expected: ExpectedToken): Mismatch | undefined {
  const known: TokenCheck = {
    ...check,
    claims: check.claims.filter(({ name }) => name === 'aud' || name === 'tid' || isId(name, expected.identity)),
  }
  const found = expectedTokens(expected).map((token) => compare(known, { token, now: expected.now }))
  if (found.some((one) => one === undefined)) return undefined
  // A version that fails at the audience or the issuer may be the other one; what fails behind them fails in both.
  return found.find((one) => one?.cause !== 'audience' && one?.cause !== 'issuer') ?? found[0]
}

const isId = (name: string, { clientId, objectId }: CallingIdentity): boolean =>
  ((name === 'oid' || name === 'sub') && objectId !== undefined) ||
  ((name === 'appid' || name === 'azp') && clientId !== undefined)

/** The app roles that a check asks for. */
export const rolesOf = (checks: readonly TokenCheck[]): readonly string[] =>
  checks.flatMap(({ claims }) => claims.filter(({ name }) => name === 'roles').flatMap(({ values }) => values))
