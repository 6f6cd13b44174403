import { type Claims, type DecodedToken, versionOf } from '../azure/tokens.ts'
import { acceptedIssuers } from './accepted-issuers.ts'
import { callerAspect, claimAspects } from './compare-claims.ts'
import { listed, quoted, stringsOf } from './compare-words.ts'
import type { RefusalCause } from './gateway-words.ts'
import type { SignatureFinding } from './signing-keys.ts'
import type { TokenCheck } from './token-checks.ts'
import type { TokenFix } from './token-fix.ts'

/** What is wrong with a token in the eyes of one policy. */
export interface Mismatch {
  readonly cause: RefusalCause | 'scheme' | 'graph-token' | 'tenant' | 'caller' | 'role'
  /** One sentence. */
  readonly message: string
  readonly remedy: string
  /** What would let the token in, where the policy may be what is wrong. */
  readonly fix?: TokenFix
}

/** One thing that a policy asks of a token, and what the token says to it. */
export interface Aspect {
  /** `audience`, `claim roles`. */
  readonly name: string
  readonly wanted: string
  readonly has: string
  /** `unknown`: it hangs on something that is not known here. */
  readonly outcome: 'holds' | 'fails' | 'unknown'
  readonly mismatch?: Mismatch
}

const GRAPH =
  /^(?:00000003-0000-0000-c000-000000000000|https:\/\/(?:graph\.microsoft\.(?:com|us)|microsoftgraph\.chinacloudapi\.cn))\/?$/i

export interface Comparing {
  readonly token: DecodedToken
  /** Milliseconds since the epoch. */
  readonly now: number
  /** The header as it was sent, the token aside; absent: it is not looked at. */
  readonly authorization?: string | undefined
  /** What the keys of the issuer say; absent: they were not read. */
  readonly signature?: SignatureFinding | undefined
}

/**
 * Everything that a check asks for, compared with one token, in the gateway's order: scheme, signature, expiry, audience, issuer, then
 * claims. https://learn.microsoft.com/azure/api-management/validate-jwt-policy
 */
export function compareAspects(check: TokenCheck, comparing: Comparing): readonly Aspect[] {
  const { token, now } = comparing
  const { claims } = token
  const aspects = [
    schemeAspect(check, comparing.authorization),
    graphAspect(token, check),
    signatureAspect(token, comparing.signature),
    lifetimeAspect(claims, check, now),
    audienceAspect(claims, check),
    issuerAspect(claims, check),
    callerAspect(claims, check),
    ...claimAspects(claims, check),
  ]
  return aspects.filter((aspect) => aspect !== undefined)
}

/** The first thing that fails, which is the one that the gateway reports. */
export const compare = (check: TokenCheck, comparing: Comparing): Mismatch | undefined =>
  compareAspects(check, comparing).find(({ outcome }) => outcome === 'fails')?.mismatch

function schemeAspect({ scheme, header }: TokenCheck, authorization: string | undefined): Aspect | undefined {
  if (authorization === undefined || header?.toLowerCase() !== 'authorization') return undefined
  const sent = /^(\S+)\s/.exec(authorization)?.[1]
  if (scheme === undefined) {
    // Where no scheme is asked for, only these two are taken off the token.
    if (sent === undefined || /^(?:bearer|dpop)$/i.test(sent)) return undefined
    return {
      name: 'scheme',
      wanted: 'Bearer',
      has: sent,
      outcome: 'fails',
      mismatch: {
        cause: 'scheme',
        message: `The Authorization header begins with "${sent}", which the policy takes for a part of the token.`,
        remedy: 'Send "Authorization: Bearer <token>".',
      },
    }
  }
  const aspect = { name: 'scheme', wanted: scheme, has: sent ?? '(none)' }
  if (sent?.toLowerCase() === scheme.toLowerCase()) return { ...aspect, outcome: 'holds' }
  return {
    ...aspect,
    outcome: 'fails',
    mismatch: {
      cause: 'scheme',
      message: `The Authorization header begins with ${sent === undefined ? 'the token itself' : `"${sent}"`}, and the policy asks for the scheme "${scheme}".`,
      remedy: `Send "Authorization: ${scheme} <token>".`,
      ...(scheme.toLowerCase() === 'bearer'
        ? {}
        : {
            fix: {
              kind: 'set-attribute',
              title: 'Ask for the scheme "Bearer"',
              name: 'require-scheme',
              value: 'Bearer',
            },
          }),
    },
  }
}

function graphAspect({ header, claims }: DecodedToken, check: TokenCheck): Aspect | undefined {
  const audiences = stringsOf(claims.aud)
  if (header.nonce === undefined && !audiences.some((audience) => GRAPH.test(audience))) return undefined
  return {
    name: 'kind',
    wanted: 'a token that others can verify',
    has: 'a token for Microsoft Graph',
    outcome: 'fails',
    mismatch: {
      cause: 'graph-token',
      message: 'The token is for Microsoft Graph, which nobody but Graph can verify.',
      remedy: `Ask for a token of this API instead: ${check.audiences[0] ?? '<your API>'}/.default.`,
    },
  }
}

function signatureAspect({ header }: DecodedToken, found: SignatureFinding | undefined): Aspect | undefined {
  const kid = `kid ${String(header.kid ?? '(none)')}`
  if (found === undefined) return undefined
  const aspect = { name: 'signature', wanted: 'a key of the issuer', has: kid }
  if (found.outcome !== 'fails') return { ...aspect, has: `${kid}${found.words}`, outcome: found.outcome }
  return {
    ...aspect,
    outcome: 'fails',
    mismatch:
      found.reason === 'no-key'
        ? {
            cause: 'signing-key',
            message: `The token is signed with the key ${String(header.kid ?? '(none)')}, which is not among the keys of the issuer that the policy names.`,
            remedy:
              'Check that token and policy are of the same tenant and cloud. When keys were just rotated, the gateway reads the new ones within minutes.',
          }
        : {
            cause: 'signature',
            message:
              "The token's signature does not fit its text: it was changed on the way, or is not of that issuer.",
            remedy: 'Get a new token, and send it as it was given.',
          },
  }
}

const minutes = (milliseconds: number): string => `${Math.max(1, Math.round(milliseconds / 60_000))} min`
const instant = (seconds: number): string => `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`

function lifetimeAspect({ exp, nbf }: Claims, check: TokenCheck, now: number): Aspect {
  const skew = check.clockSkew * 1000
  const allowance = check.clockSkew === 0 ? '' : `, with a clock skew of ${check.clockSkew} s`
  const has = typeof exp === 'number' ? `until ${instant(exp)}` : 'no expiry'
  const aspect = { name: 'lifetime', wanted: `valid at ${instant(now / 1000)}${allowance}`, has }
  if (typeof exp !== 'number' && check.requireExpiration)
    return {
      ...aspect,
      outcome: 'fails',
      mismatch: {
        cause: 'expired',
        message: 'The token has no expiry (exp), and the policy asks for one.',
        remedy: 'Use a token of the issuer as it is; require-expiration-time="false" lets others in.',
      },
    }
  if (typeof exp === 'number' && exp * 1000 + skew <= now)
    return {
      ...aspect,
      outcome: 'fails',
      mismatch: {
        cause: 'expired',
        message: `The token expired ${minutes(now - exp * 1000)} ago${allowance}.`,
        remedy: 'Get a new token. When it expires too early, compare the clocks.',
        ...skewFix(check, now - exp * 1000),
      },
    }
  if (typeof nbf === 'number' && nbf * 1000 - skew > now)
    return {
      ...aspect,
      has: `from ${instant(nbf)}`,
      outcome: 'fails',
      mismatch: {
        cause: 'not-yet-valid',
        message: `The token is valid only in ${minutes(nbf * 1000 - now)}${allowance}.`,
        remedy:
          "Compare the clock of this machine with the real time; the policy's clock-skew allows for a difference.",
        ...skewFix(check, nbf * 1000 - now),
      },
    }
  return { ...aspect, outcome: 'holds' }
}

/** Five minutes are what clocks are usually allowed to differ by; more is no matter of clocks. */
const usualSkew = 300

const skewFix = ({ policy, clockSkew }: TokenCheck, off: number): { readonly fix?: TokenFix } =>
  policy === 'validate-jwt' && off < usualSkew * 1000 && clockSkew < usualSkew
    ? {
        fix: {
          kind: 'set-attribute',
          title: `Allow clocks to differ by ${usualSkew} s`,
          name: 'clock-skew',
          value: String(usualSkew),
        },
      }
    : {}

function audienceAspect(claims: Claims, check: TokenCheck): Aspect | undefined {
  const has = stringsOf(claims.aud)
  if (check.audiences.length === 0) return undefined
  const aspect = { name: 'audience', wanted: listed(check.audiences, 'any'), has: has.join(', ') || '(none)' }
  if (has.some((one) => check.audiences.includes(one))) return { ...aspect, outcome: 'holds' }
  if (check.audiences.some((one) => /^\s*@[({]|\{\{/.test(one))) return { ...aspect, outcome: 'unknown' }
  const bare = (text: string): string => text.replace(/\/+$/, '').toLowerCase()
  const slash = has.some((one) => check.audiences.some((wanted) => bare(wanted) === bare(one)))
  const oneSlash = (a: string, b: string): boolean => a === `${b}/` || b === `${a}/`
  // The token library forgives one slash at the end in <audiences>; whether the service lets it is not documented.
  const forgiven = check.audiences
    .filter((wanted) => !check.exactAudiences.includes(wanted))
    .some((wanted) => has.some((one) => oneSlash(one, wanted)))
  const guid = has.some((one) =>
    check.audiences.some((wanted) => bare(wanted).replace(/^api:\/\//, '') === bare(one).replace(/^api:\/\//, '')),
  )
  const remedy = slash
    ? 'They differ in a slash at the end or in capitals only: add the form that the token carries to <audiences>.'
    : guid || has.some((one) => /^[0-9a-f-]{36}$/i.test(one))
      ? `A v2 token carries the client id and not the App ID URI: add ${quoted(has)} to <audiences>.`
      : `Ask for a token for ${check.audiences[0]}, or add ${quoted(has)} to <audiences>.`
  const mismatch: Mismatch = {
    cause: 'audience',
    message: `The token is for ${quoted(has) || 'no audience'}, and the policy accepts ${quoted(check.audiences)}.`,
    remedy,
    ...(has.length === 0
      ? {}
      : { fix: { kind: 'add-audience', title: `Accept the audience ${quoted(has)} too`, values: has } }),
  }
  return { ...aspect, outcome: forgiven ? 'unknown' : 'fails', mismatch }
}

function issuerAspect(claims: Claims, check: TokenCheck): Aspect | undefined {
  const accepted = acceptedIssuers(check)
  const iss = String(claims.iss ?? '')
  const aspect = {
    name: 'issuer',
    wanted: listed(accepted.all, 'any') || 'what the metadata say',
    has: iss || '(none)',
  }
  if (accepted.all.some((one) => one.toLowerCase() === iss.toLowerCase())) return { ...aspect, outcome: 'holds' }
  if (accepted.all.length === 0 && check.metadataUrls.length === 0 && check.tenant === undefined) return undefined
  if (!accepted.complete) return { ...aspect, outcome: 'unknown' }
  const tid = String(claims.tid ?? '').toLowerCase()
  if (accepted.tenant !== undefined && tid !== '' && accepted.tenant !== tid)
    return {
      ...aspect,
      outcome: 'fails',
      mismatch: {
        cause: 'tenant',
        message: `The token is of tenant ${tid}, and the policy accepts tenant ${accepted.tenant}.`,
        remedy: 'Sign in to the tenant of the policy, or correct the tenant in the policy (often a named value).',
      },
    }
  const version = versionOf(claims)
  // Another cloud or a foreign issuer is not the other version of an accepted one.
  const other = iss.includes(accepted.tenant ?? '\0')
  return {
    ...aspect,
    outcome: 'fails',
    mismatch: {
      cause: 'issuer',
      message: `The token's issuer is "${iss}" (a ${version} token), and the policy accepts ${quoted(accepted.all)}.`,
      remedy:
        version === 'v1'
          ? 'Add an <openid-config> without /v2.0 in its path; the resource decides the version of its tokens.'
          : 'Add an <openid-config> with /v2.0 in its path; the resource decides the version of its tokens.',
      ...(other && check.policy === 'validate-jwt'
        ? { fix: { kind: 'add-issuer-version', title: `Accept ${version} tokens too`, version, issuer: iss } }
        : {}),
    },
  }
}
