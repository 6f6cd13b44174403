import type { PolicyRef } from '../azure/apim-port.ts'
import { explainSignIn } from '../azure/service-error.ts'
import type { DecodedToken } from '../azure/tokens.ts'
import { describeRef } from './apiops-layout.ts'
import { compare, type Mismatch } from './compare-token.ts'
import type { Exchange } from './exchange.ts'
import { causeInWords, type RefusalCause } from './gateway-words.ts'
import type { TokenCheck } from './token-checks.ts'

/** Why a call was refused, and what to do. */
export interface Explanation {
  readonly cause: Mismatch['cause'] | 'forbidden' | 'redirect' | 'gateway' | 'back-end'
  /** One sentence. */
  readonly message: string
  readonly remedy: string
  /** The policy that refused, where it is known. */
  readonly policy?: { readonly ref: PolicyRef; readonly line: number }
}

export interface RefusedCall {
  readonly exchange: Exchange
  /** The token that was sent, decoded; undefined when none was. */
  readonly token: DecodedToken | undefined
  /** Of the effective policy, in the order in which they run. */
  readonly checks: readonly TokenCheck[]
  /** Milliseconds since the epoch. */
  readonly now: number
}

/**
 * A first explanation of an answer: the gateway's words first, then the token compared with what the effective policy asks for,
 * in the order in which the gateway checks. Undefined when the call was answered as wanted.
 */
export function explain(call: RefusedCall): Explanation | undefined {
  const { status, body, headers } = call.exchange.response
  if (status < 300) return undefined
  const words = causeInWords(body)
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
  if (status === 404 && words === 'no-operation')
    return {
      cause: words,
      message: `No operation matches ${call.exchange.request.method} ${new URL(call.exchange.request.url).pathname}.`,
      remedy: "Check the API's path, its version and revision, the method, and the operation's URL template.",
    }
  if (status >= 300 && status < 400) {
    const to = headers.location
    return {
      cause: 'redirect',
      message: `The answer is a redirect${to === undefined ? '' : ` to ${to}`} and not the API's own.`,
      remedy: /login\.|\/\.auth\//i.test(to ?? '')
        ? 'The back end sends callers to a sign-in page. Set "Unauthenticated requests" of its authentication settings to HTTP 401.'
        : 'Check the path and the protocol; the back end or a proxy redirects.',
    }
  }
  if (status === 401 || status === 403) return explainRefusal(call, words)
  return explainFailure(call, words)
}

function explainRefusal(call: RefusedCall, words: RefusalCause): Explanation {
  const { checks, exchange, token } = call
  const always = checks.filter(({ runs }) => runs === 'always')
  const sent = Object.entries(exchange.request.headers).find(([name]) => name.toLowerCase() === 'authorization')?.[1]
  if (words === 'token-missing' || (token === undefined && sent === undefined && always.length > 0)) {
    const check = always[0]
    return {
      cause: 'token-missing',
      message: 'No token was sent, and the policy asks for one: the API is protected.',
      remedy:
        check?.audiences[0] === undefined
          ? 'Send a token in the Authorization header.'
          : `Send a token for ${check.audiences[0]} in the Authorization header.`,
      ...at(check),
    }
  }
  for (const check of always) {
    const found = token && compare(token, check, call.now, sent)
    if (found) return { ...found, ...at(check) }
  }
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
    message: `The token satisfies what the policy shows, and yet it was refused: ${sentence(messageOf(exchange.response.body))}`,
    remedy:
      'The back end may have refused it, or its signature could not be verified; the trace of the call tells which.',
    ...at(check),
  }
}

const at = (check: TokenCheck | undefined): Pick<Explanation, 'policy'> =>
  check === undefined ? {} : { policy: { ref: check.ref, line: check.line } }

const messageOf = (body: string): string => {
  try {
    const parsed: unknown = JSON.parse(body)
    const message = (parsed as { message?: unknown } | null)?.message
    if (typeof message === 'string') return message
  } catch {
    // Not JSON: the body itself is the message.
  }
  return body.trim().slice(0, 300)
}

const sentence = (text: string): string =>
  text === '' ? 'no reason was given.' : /[.!?]$/.test(text) ? text : `${text}.`

function explainFailure({ exchange, checks }: RefusedCall, words: RefusalCause): Explanation {
  const { status, body } = exchange.response
  const signIn = explainSignIn(body)
  if (signIn)
    return {
      cause: 'back-end-token',
      message: `API Management got no token for its back end: ${signIn.message} (${signIn.code})`,
      remedy:
        'Correct the resource of authentication-managed-identity; the client id of the back end is the safest value.',
    }
  if (status === 500 && (words === 'back-end-token' || body.trim() === '' || /internal server error/i.test(body)))
    return {
      cause: 'gateway',
      message:
        'A policy failed inside the gateway (500). The usual reasons: the instance has no managed identity, the resource of authentication-managed-identity is unknown in the tenant, or an expression threw.',
      remedy: 'Look at the trace of the call: it names the policy and the line.',
      ...at(checks.find(({ runs }) => runs === 'sometimes')),
    }
  if (status === 500)
    return {
      cause: 'gateway',
      message: `The gateway or the back end failed (500): ${sentence(messageOf(body))}`,
      remedy: 'Look at the trace of the call: it names the policy and the line.',
    }
  if (status === 404)
    return {
      cause: 'back-end',
      message: 'The gateway let the call through, and the back end answered that there is no such thing (404).',
      remedy: 'Check the parameters of the call, the service URL of the API, and rewrite-uri.',
    }
  if (status === 429)
    return {
      cause: 'gateway',
      message: 'A rate limit or quota refused the call (429).',
      remedy: 'Wait for the time in Retry-After and call again.',
    }
  if (status >= 502)
    return {
      cause: 'back-end',
      message: `The back end could not be reached or did not answer in time (${status}).`,
      remedy: 'Check the service URL of the API, and that the back end runs.',
    }
  return {
    cause: 'unknown',
    message: `The call was answered with ${status}: ${sentence(messageOf(body))}`,
    remedy: 'Look at the answer and at the trace of the call.',
  }
}

/** For a list or a log: where the policy is. */
export const describePlace = ({ policy }: Explanation): string =>
  policy === undefined ? '' : `policy of ${describeRef(policy.ref)}, line ${policy.line}`
