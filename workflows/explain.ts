import type { PolicyRef } from '../azure/apim-port.ts'
import type { DecodedToken } from '../azure/tokens.ts'
import { describeRef } from './apiops-layout.ts'
import { type Aspect, compareAspects, type Mismatch } from './compare-token.ts'
import type { Exchange } from './exchange.ts'
import { explainFailure } from './explain-failure.ts'
import { causeInWords, messageOf, type RefusalCause, sentence } from './gateway-words.ts'
import type { SignatureFinding } from './signing-keys.ts'
import type { TokenCheck } from './token-checks.ts'
import type { CheckPlace, TokenFix } from './token-fix.ts'

/** Why a call was refused, and what to do. */
export interface Explanation {
  readonly cause:
    | Mismatch['cause']
    | 'forbidden'
    | 'redirect'
    | 'cors'
    | 'gateway'
    | 'back-end'
    | 'unreachable'
    | 'no-token'
  /** One sentence. */
  readonly message: string
  readonly remedy: string
  /** The policy that refused, where it is known. */
  readonly policy?: { readonly ref: PolicyRef; readonly line: number }
  /** A change of that policy that would let the token in. */
  readonly repair?: { readonly ref: PolicyRef; readonly check: CheckPlace; readonly fix: TokenFix }
}

export interface RefusedCall {
  readonly exchange: Exchange
  /** The token that was sent, decoded; undefined when none was. */
  readonly token: DecodedToken | undefined
  /** Of the effective policy, in the order in which they run. */
  readonly checks: readonly TokenCheck[]
  /** Milliseconds since the epoch. */
  readonly now: number
  /** What the issuers' keys say of the token, where they were read. */
  readonly signatures?: ReadonlyMap<TokenCheck, SignatureFinding>
  /** Every host name of the gateway; absent: not known. */
  readonly hosts?: readonly string[]
}

/** One policy and the token, aspect by aspect. */
export interface Comparison {
  readonly policy: TokenCheck['policy']
  readonly ref: PolicyRef
  readonly line: number
  readonly runs: TokenCheck['runs']
  readonly aspects: readonly Aspect[]
}

type ComparedCall = Pick<RefusedCall, 'token' | 'checks' | 'now' | 'signatures'> & {
  readonly exchange?: Exchange | undefined
}

/** The token compared with every check of the effective policy. */
export const compareAll = (call: ComparedCall): readonly Comparison[] =>
  call.checks.map((check) => ({
    policy: check.policy,
    ref: check.ref,
    line: check.line,
    runs: check.runs,
    aspects: aspectsOf(call, check),
  }))

function aspectsOf({ exchange, token, now, signatures }: ComparedCall, check: TokenCheck): readonly Aspect[] {
  if (token === undefined) return []
  const authorization = exchange && authorizationOf(exchange)
  return compareAspects(check, { token, now, authorization, signature: signatures?.get(check) })
}

const authorizationOf = ({ request }: Exchange): string | undefined =>
  Object.entries(request.headers).find(([name]) => name.toLowerCase() === 'authorization')?.[1]

/** Whether an answer is a refusal of the caller: 401, 403, or the status and the text that a token check of the policy refuses with. */
export function isRefusal({ response }: Exchange, checks: readonly TokenCheck[]): boolean {
  const { status, body } = response
  if (status === 401 || status === 403) return true
  if (status < 400) return false
  const cause = causeInWords(body)
  return checks.some(
    (check) =>
      check.status === status &&
      (refusesToken.has(cause) || (check.answer !== undefined && check.answer === messageOf(body))),
  )
}

const refusesToken: ReadonlySet<RefusalCause> = new Set([
  'token-missing',
  'token-malformed',
  'signature',
  'signing-key',
  'audience',
  'issuer',
  'expired',
  'not-yet-valid',
  'claim-missing',
  'claim-value',
])

/**
 * A first explanation of an answer: the gateway's words first, then the token compared with what the effective policy asks for,
 * in the order in which the gateway checks. Undefined when the call was answered as wanted.
 */
export function explain(call: RefusedCall): Explanation | undefined {
  const { status, body } = call.exchange.response
  const words = causeInWords(body)
  if (status < 300) return explainCors(call.exchange)
  if (words === 'key-missing')
    return {
      cause: words,
      message:
        'The subscription key is missing; the gateway refuses before any policy runs, so this says nothing about the token.',
      remedy: 'Send the key of an active subscription to this API, or switch "Subscription required" off for it.',
    }
  if (words === 'key-invalid')
    return {
      cause: words,
      message:
        'The subscription key is not valid for this API; the gateway refuses before any policy runs, so this says nothing about the token.',
      remedy: 'Use a key of an active subscription to this API, to one of its products, or to all APIs.',
    }
  if (isRefusal(call.exchange, call.checks)) return explainRefusal(call, words)
  return explainFailure(call, words)
}

/** The documented answer of `cors` to an origin that it does not know is an empty 200, which is not the API's own. */
function explainCors({ request, response }: Exchange): Explanation | undefined {
  const origin = Object.entries(request.headers).find(([name]) => name.toLowerCase() === 'origin')?.[1]
  if (origin === undefined || response.body !== '' || response.headers['access-control-allow-origin'] !== undefined)
    return undefined
  return {
    cause: 'cors',
    message: `The answer is empty and allows no origin: the cors policy does not know ${origin} and ended the call before any other policy ran.`,
    remedy: 'Add the origin to <allowed-origins> of the cors policy, or call without the header Origin.',
  }
}

function explainRefusal(call: RefusedCall, words: RefusalCause): Explanation {
  const { checks, exchange, token } = call
  const always = checks.filter(({ runs }) => runs === 'always')
  const other = otherPolicy(words, exchange)
  if (other) return other
  const sent = token !== undefined || authorizationOf(exchange) !== undefined
  if (words === 'token-missing' || (!sent && always.length > 0)) {
    const check = always[0]
    return {
      cause: 'token-missing',
      message: sent
        ? 'The policy found no token where it looks for one.'
        : 'No token was sent, and the policy asks for one: the API is protected.',
      remedy:
        check?.audiences[0] === undefined
          ? `Send a token in ${placeOf(check)}.`
          : `Send a token for ${check.audiences[0]} in ${placeOf(check)}.`,
      ...at(check),
      ...(token === undefined ? {} : schemeRepair(call, check)),
    }
  }
  const found = comparedRefusal(call, always, words)
  if (found !== undefined) return found
  const late = explainReplaced(always)
  if (late !== undefined) return late
  const [check] = always
  if (words === 'signature' || words === 'signing-key')
    return {
      cause: words,
      message: "The token's signature cannot be verified with the keys of the tenant that the policy names.",
      remedy:
        'Check that token and policy are of the same tenant and cloud. When keys were just rotated, the gateway reads the new ones within minutes.',
      ...at(check),
    }
  if (words === 'token-malformed')
    return {
      cause: words,
      message: 'What was sent is not a well-formed token.',
      remedy: 'Send the access token alone, after "Bearer ".',
      ...at(check),
    }
  if (words !== 'unknown' && words !== 'back-end-token')
    return {
      cause: words,
      message: `The gateway refused the token: ${sentence(messageOf(exchange.response.body))}`,
      remedy: 'Compare the claims of the token with the policy; the trace of the call names the policy and the line.',
      ...at(check),
    }
  return explainUnnamed(call, always)
}

/** A check that reads what another policy wrote refuses every caller. */
function explainReplaced(always: readonly TokenCheck[]): Explanation | undefined {
  const check = always.find(({ replacedBy }) => replacedBy !== undefined)
  if (check?.replacedBy === undefined) return undefined
  const { name, ref, line } = check.replacedBy
  return {
    cause: 'token-missing',
    message: `The check never sees the token of the caller: <${name}> of the policy of ${describeRef(ref)}, line ${line}, replaces the Authorization header before it.`,
    remedy:
      'Move the check in front of that, and before <base /> where it is of a wider scope; "Secure API with Managed Identity" does so.',
    ...at(check),
  }
}

type Repairable = Mismatch & Pick<Explanation, 'policy' | 'repair'>

/** The gateway names the reason in wider words than a comparison does. */
const narrower: Partial<Record<RefusalCause, readonly Explanation['cause'][]>> = {
  issuer: ['tenant'],
  signature: ['graph-token', 'signing-key'],
  'signing-key': ['graph-token', 'signature'],
  'claim-missing': ['claim-value', 'role', 'caller'],
  'claim-value': ['claim-missing', 'role', 'caller'],
}

/**
 * What the comparison with the checks explains: the first thing that fails, or might; when the gateway has named the reason, only what
 * agrees with it.
 */
function comparedRefusal(
  call: RefusedCall,
  always: readonly TokenCheck[],
  words: RefusalCause,
): Repairable | undefined {
  const named = refusesToken.has(words) ? [words, ...(narrower[words] ?? [])] : undefined
  let possible: Repairable | undefined
  for (const check of always)
    for (const { outcome, mismatch } of aspectsOf(call, check)) {
      if (mismatch === undefined || (named !== undefined && !named.includes(mismatch.cause))) continue
      if (outcome === 'fails') return withRepair(mismatch, check)
      possible ??= withRepair(mismatch, check)
    }
  return possible
}

/** Nothing in the answer names the reason, and the token satisfies what is known of the policy. */
function explainUnnamed({ exchange }: RefusedCall, always: readonly TokenCheck[]): Explanation {
  const said = sentence(messageOf(exchange.response.body))
  const [check] = always
  if (exchange.response.status === 403)
    return {
      cause: 'forbidden',
      message: 'The call is authenticated but not allowed (403): a policy or the back end refused this caller.',
      remedy:
        "When the back end is an App Service, its allowed applications or identities must hold the caller's client id or object id; a new role can take hours to reach a managed identity's token.",
    }
  if (always.length === 0)
    return {
      cause: 'back-end',
      message: 'No policy of the API checks a token on every request, so the back end itself answered 401.',
      remedy:
        "Let API Management authenticate to the back end (authentication-managed-identity), and check that its resource is the back end's client id.",
    }
  return {
    cause: 'unknown',
    message: `The token satisfies what the policy shows, and yet it was refused: ${said}`,
    remedy:
      'The back end may have refused it, or its signature could not be verified; the trace of the call tells which.',
    ...at(check),
  }
}

/** Policies that refuse for reasons of their own, whatever the token. */
function otherPolicy(words: RefusalCause, { response }: Exchange): Explanation | undefined {
  const said = sentence(messageOf(response.body))
  if (words === 'ip-filter')
    return {
      cause: words,
      message: `The ip-filter policy refused the address of the caller, so this says nothing about the token: ${said}`,
      remedy: 'Call from an allowed address, or add this one to the ip-filter.',
    }
  if (words === 'header')
    return {
      cause: words,
      message: `A check-header policy refused the call, so this says nothing about the token: ${said}`,
      remedy: 'Send the header with a value that the policy allows.',
    }
  if (words === 'quota')
    return {
      cause: words,
      message: `The quota is used up, so this says nothing about the token: ${said}`,
      remedy: 'Wait until it is renewed, or use another subscription.',
    }
  return undefined
}

const placeOf = (check: TokenCheck | undefined): string =>
  check?.query !== undefined ? `the query parameter ${check.query}` : `the ${check?.header ?? 'Authorization'} header`

/** Without its scheme a header holds no token in the eyes of the gateway. */
function schemeRepair(call: RefusedCall, check: TokenCheck | undefined): Partial<Explanation> {
  const found = check && aspectsOf(call, check).find(({ name }) => name === 'scheme')?.mismatch
  return found === undefined || check === undefined ? {} : withRepair(found, check)
}

const withRepair = ({ cause, message, remedy, fix }: Mismatch, check: TokenCheck): Repairable => ({
  cause,
  message,
  remedy,
  ...at(check),
  ...(fix === undefined
    ? {}
    : { repair: { ref: check.ref, check: { policy: check.policy, id: check.id, ordinal: check.ordinal }, fix } }),
})

const at = (check: TokenCheck | undefined): Pick<Explanation, 'policy'> =>
  check === undefined ? {} : { policy: { ref: check.ref, line: check.line } }

/** For a list or a log: where the policy is. */
export const describePlace = ({ policy }: Pick<Explanation, 'policy'>): string =>
  policy === undefined ? '' : `policy of ${describeRef(policy.ref)}, line ${policy.line}`
