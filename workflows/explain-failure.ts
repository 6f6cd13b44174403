import { explainSignIn } from '../azure/service-error.ts'
import type { Explanation, RefusedCall } from './explain.ts'
import { messageOf, type RefusalCause, sentence } from './gateway-words.ts'

/** Why a call failed that was neither answered nor refused: redirects, unknown operations, faults of the gateway and of the back end. */
export function explainFailure(call: RefusedCall, words: RefusalCause): Explanation {
  const { response, request } = call.exchange
  const { status, body, headers } = response
  const { host, pathname } = new URL(request.url)
  if (status < 400) return explainRedirect(headers.location)
  const signIn = explainSignIn(body)
  if (signIn)
    return {
      cause: 'back-end-token',
      message: `API Management got no token for its back end: ${signIn.message} (${signIn.code})`,
      remedy:
        'Correct the resource of authentication-managed-identity; the client id of the back end is the safest value.',
    }
  if (status === 404 && words === 'no-operation')
    return {
      cause: words,
      message: `No operation matches ${request.method} ${pathname}.`,
      remedy: "Check the API's path, its version and revision, the method, and the operation's URL template.",
    }
  if (call.hosts !== undefined && !call.hosts.includes(host) && isForeign(headers, body))
    return {
      cause: 'gateway',
      message: `${host} answered ${status}, and it is not a host name of the instance (${call.hosts.join(', ') || 'none is known'}): what answered may be something else.`,
      remedy:
        'Call a host name of the instance, or check where that host leads: a proxy in front must pass the path on as it is.',
    }
  if (status === 404)
    return {
      cause: 'back-end',
      message: 'The gateway let the call through, and the back end answered that there is no such thing (404).',
      remedy: 'Check the parameters of the call, the service URL of the API, and rewrite-uri.',
    }
  if (status === 429)
    return {
      cause: 'rate-limit',
      message: `A rate limit or quota refused the call (429)${headers['retry-after'] === undefined ? '' : `, for ${headers['retry-after']} s more`}; this says nothing about the token.`,
      remedy: 'Wait for the time in Retry-After and call again.',
    }
  if (status === 500) return explainServerError(call, words)
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

/** The gateway's own refusals are JSON with `statusCode` and `message`; anything else may be somebody else's. */
const isForeign = (headers: Readonly<Record<string, string>>, body: string): boolean =>
  !/json/i.test(headers['content-type'] ?? '') || !/"statusCode"\s*:/.test(body)

function explainRedirect(to: string | undefined): Explanation {
  return {
    cause: 'redirect',
    message: `The answer is a redirect${to === undefined ? '' : ` to ${to}`} and not the API's own.`,
    remedy: /login\.|\/\.auth\//i.test(to ?? '')
      ? 'The back end sends callers to a sign-in page. Set "Unauthenticated requests" of its authentication settings to HTTP 401.'
      : 'Check the path and the protocol; the back end or a proxy redirects.',
  }
}

function explainServerError({ exchange, checks }: RefusedCall, words: RefusalCause): Explanation {
  const { body } = exchange.response
  const sometimes = checks.find(({ runs }) => runs === 'sometimes')
  if (words === 'no-back-end')
    return {
      cause: 'back-end',
      message: `The gateway could not reach the back end: ${sentence(messageOf(body))}`,
      remedy: 'Check the service URL of the API, and that the back end runs and lets the gateway in.',
    }
  if (words === 'back-end-token' || body.trim() === '' || /internal server error/i.test(messageOf(body)))
    return {
      cause: 'gateway',
      message:
        'A policy failed inside the gateway (500). The usual reasons: the instance has no managed identity, the resource of authentication-managed-identity is unknown in the tenant, the back end cannot be reached, or an expression threw.',
      remedy: 'Look at the trace of the call: it names the policy and the line.',
      ...(sometimes === undefined ? {} : { policy: { ref: sometimes.ref, line: sometimes.line } }),
    }
  return {
    cause: 'back-end',
    message: `The gateway or the back end failed (500): ${sentence(messageOf(body))}`,
    remedy:
      'The gateway says no more than "Internal server error" of itself, so the words are most likely the back end\'s; the trace of the call tells.',
  }
}
