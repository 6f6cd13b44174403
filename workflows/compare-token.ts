import { type Cloud, cloudOfHost, clouds, issuersOf } from '../azure/clouds.ts'
import { type Claims, type DecodedToken, versionOf } from '../azure/tokens.ts'
import type { RefusalCause } from './gateway-words.ts'
import type { RequiredClaim, TokenCheck } from './token-checks.ts'

/** What is wrong with a token in the eyes of one policy. */
export interface Mismatch {
  readonly cause: RefusalCause | 'scheme' | 'graph-token' | 'tenant' | 'caller' | 'role'
  /** One sentence. */
  readonly message: string
  readonly remedy: string
}

const GRAPH =
  /^(?:00000003-0000-0000-c000-000000000000|https:\/\/(?:graph\.microsoft\.(?:com|us)|microsoftgraph\.chinacloudapi\.cn))\/?$/i

const quoted = (values: readonly string[]): string => values.map((value) => `"${value}"`).join(' or ')
const strings = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.map(String) : value === undefined ? [] : [String(value)]

/**
 * Compares one token with one check. The order is the gateway's: scheme, signature (which only the gateway can tell), expiry,
 * audience, issuer, then claims; it reports the first that fails, and so does this.
 */
export function compare(
  token: DecodedToken,
  check: TokenCheck,
  now: number,
  authorization?: string,
): Mismatch | undefined {
  const { header, claims } = token
  const scheme = authorization === undefined ? undefined : /^(\S+)\s/.exec(authorization)?.[1]
  if (check.scheme !== undefined && authorization !== undefined && scheme?.toLowerCase() !== check.scheme.toLowerCase())
    return {
      cause: 'scheme',
      message: `The Authorization header begins with ${scheme === undefined ? 'the token itself' : `"${scheme}"`}, and the policy asks for the scheme "${check.scheme}".`,
      remedy: `Send "Authorization: ${check.scheme} <token>".`,
    }
  if (header.nonce !== undefined || strings(claims.aud).some((audience) => GRAPH.test(audience)))
    return {
      cause: 'graph-token',
      message: 'The token is for Microsoft Graph, which nobody but Graph can verify.',
      remedy: `Ask for a token of this API instead: ${check.audiences[0] ?? '<your API>'}/.default.`,
    }
  return (
    lifetime(claims, now) ??
    audience(claims, check) ??
    issuer(claims, check) ??
    caller(claims, check) ??
    requiredClaims(claims, check)
  )
}

function lifetime(claims: Claims, now: number): Mismatch | undefined {
  const minutes = (milliseconds: number): string => `${Math.max(1, Math.round(milliseconds / 60_000))} min`
  if (typeof claims.exp === 'number' && claims.exp * 1000 <= now)
    return {
      cause: 'expired',
      message: `The token expired ${minutes(now - claims.exp * 1000)} ago.`,
      remedy: 'Get a new token. When it expires too early, compare the clocks.',
    }
  if (typeof claims.nbf === 'number' && claims.nbf * 1000 > now)
    return {
      cause: 'not-yet-valid',
      message: `The token is valid only in ${minutes(claims.nbf * 1000 - now)}.`,
      remedy: "Compare the clock of this machine with the real time; the policy's clock-skew allows for a difference.",
    }
  return undefined
}

function audience(claims: Claims, check: TokenCheck): Mismatch | undefined {
  const has = strings(claims.aud)
  if (check.audiences.length === 0 || has.some((one) => check.audiences.includes(one))) return undefined
  const bare = (text: string): string => text.replace(/\/+$/, '').toLowerCase()
  const slash = has.some((one) => check.audiences.some((wanted) => bare(wanted) === bare(one)))
  const guid = has.some((one) =>
    check.audiences.some((wanted) => bare(wanted).replace(/^api:\/\//, '') === bare(one).replace(/^api:\/\//, '')),
  )
  const hint = slash
    ? 'They differ in a slash at the end or in capitals only: add the form that the token carries to <audiences>.'
    : guid || has.some((one) => /^[0-9a-f-]{36}$/i.test(one))
      ? `A v2 token carries the client id and not the App ID URI: add ${quoted(has)} to <audiences>.`
      : `Ask for a token for ${check.audiences[0]}, or add ${quoted(has)} to <audiences>.`
  return {
    cause: 'audience',
    message: `The token is for ${quoted(has) || 'no audience'}, and the policy accepts ${quoted(check.audiences)}.`,
    remedy: hint,
  }
}

interface AcceptedIssuers {
  readonly all: readonly string[]
  readonly tenant: string | undefined
  readonly complete: boolean
}

const cloudOfUrl = (url: string): Cloud | undefined => (URL.canParse(url) ? cloudOfHost(new URL(url).host) : undefined)

function acceptedIssuers(check: TokenCheck): AcceptedIssuers {
  const tenants: string[] = []
  let complete = true
  const fromMetadata = check.metadataUrls.flatMap((text) => {
    let url: URL
    try {
      url = new URL(text)
    } catch {
      complete = false
      return []
    }
    const cloud = cloudOfHost(url.host)
    const path = /^\/([^/]+)(\/v2\.0)?\/\.well-known\/openid-configuration$/.exec(url.pathname)
    if (cloud === undefined || path?.[1] === undefined) {
      complete = false
      return []
    }
    const named = decodeURIComponent(path[1])
    if (/\{\{/.test(named) || !/^[0-9a-f-]{36}$/i.test(named)) {
      complete = false
      return []
    }
    tenants.push(named.toLowerCase())
    const issuers = issuersOf(cloud, named)
    return [path[2] === undefined ? issuers.v1 : issuers.v2]
  })
  const { tenant } = check
  if (tenant !== undefined && /^[0-9a-f-]{36}$/i.test(tenant)) {
    const cloud = check.authority === undefined ? clouds.public : cloudOfUrl(check.authority)
    const issuers = cloud && issuersOf(cloud, tenant)
    return { all: issuers ? [issuers.v1, issuers.v2] : [], tenant, complete: issuers !== undefined }
  }
  if (check.policy === 'validate-azure-ad-token') complete = false
  return {
    all: [...check.issuers, ...fromMetadata],
    tenant: tenants[0],
    complete: complete && (fromMetadata.length > 0 || check.issuers.length > 0),
  }
}

function issuer(claims: Claims, check: TokenCheck): Mismatch | undefined {
  const accepted = acceptedIssuers(check)
  const iss = String(claims.iss ?? '')
  if (accepted.all.some((one) => one.toLowerCase() === iss.toLowerCase()) || !accepted.complete) return undefined
  const tid = String(claims.tid ?? '').toLowerCase()
  if (accepted.tenant !== undefined && tid !== '' && accepted.tenant.toLowerCase() !== tid)
    return {
      cause: 'tenant',
      message: `The token is of tenant ${tid}, and the policy accepts tenant ${accepted.tenant}.`,
      remedy: 'Sign in to the tenant of the policy, or correct the tenant in the policy (often a named value).',
    }
  const version = versionOf(claims)
  return {
    cause: 'issuer',
    message: `The token's issuer is "${iss}" (a ${version} token), and the policy accepts ${quoted(accepted.all)}.`,
    remedy:
      version === 'v1'
        ? 'Add an <openid-config> without /v2.0 in its path; the resource decides the version of its tokens.'
        : 'Add an <openid-config> with /v2.0 in its path; the resource decides the version of its tokens.',
  }
}

function caller(claims: Claims, check: TokenCheck): Mismatch | undefined {
  if (check.clientApplicationIds.length === 0) return undefined
  const application = String(claims.azp ?? claims.appid ?? '')
  if (check.clientApplicationIds.some((id) => id.toLowerCase() === application.toLowerCase())) return undefined
  return {
    cause: 'caller',
    message: `The token was issued to application ${application || '(none)'}, and the policy lets only ${quoted(check.clientApplicationIds)} in.`,
    remedy: 'Call as one of those applications, or add this one to <client-application-ids>.',
  }
}

/** The claim's values as the policy sees them: a separator splits the token's text, not the policy's. */
const valuesOf = (claims: Claims, { name, separator }: RequiredClaim): readonly string[] =>
  strings(claims[name]).flatMap((value) =>
    separator === undefined ? [value] : value.split(separator).map((one) => one.trim()),
  )

function requiredClaims(claims: Claims, check: TokenCheck): Mismatch | undefined {
  for (const claim of check.claims) {
    const has = valuesOf(claims, claim)
    const wanted = claim.values
    const holds = (value: string): boolean => has.includes(value)
    if (has.length > 0 && (wanted.length === 0 || (claim.match === 'any' ? wanted.some(holds) : wanted.every(holds))))
      continue
    if (wanted.some((value) => /^@[({]|\{\{/.test(value))) continue
    const isUser = claims.scp !== undefined
    if (claim.name === 'roles')
      return {
        cause: 'role',
        message: `The policy asks for the app role ${quoted(wanted)}, and the token has ${has.length === 0 ? 'none' : quoted(has)}${isUser ? "; it is a user's token, which carries scopes (scp) and no app roles" : ''}.`,
        remedy: isUser
          ? 'Test with a client credential that has the role, or with a token of the local instance.'
          : 'Assign the app role to the caller; a managed identity keeps its cached token for up to a day.',
      }
    if (/^(?:oid|appid|azp|sub)$/.test(claim.name))
      return {
        cause: 'caller',
        message: `The token is of the caller ${quoted(has) || '(none)'} (claim ${claim.name}), and the policy lets only ${quoted(wanted)} in.`,
        remedy:
          claim.name === 'appid' && claims.azp !== undefined
            ? 'This is a v2 token, whose claim is azp and not appid; check that claim instead, or oid, which both versions have.'
            : claim.name === 'azp' && claims.appid !== undefined
              ? 'This is a v1 token, whose claim is appid and not azp; check that claim instead, or oid, which both versions have.'
              : 'Call as one of those identities, or add this one to the policy.',
      }
    return has.length === 0
      ? {
          cause: 'claim-missing',
          message: `The token has no claim "${claim.name}", which the policy asks for.`,
          remedy: 'Check the name of the claim, and whether tokens of this kind carry it.',
        }
      : {
          cause: 'claim-value',
          message: `The claim "${claim.name}" is ${quoted(has)}, and the policy wants ${claim.match === 'all' ? 'all of' : 'one of'} ${wanted.map((value) => `"${value}"`).join(', ')}.`,
          remedy:
            'Correct the values in the policy; a list in one <value> is one value, and separator splits the claim of the token only.',
        }
  }
  return undefined
}
