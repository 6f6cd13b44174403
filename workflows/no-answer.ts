import { ServiceError, serviceError } from '../azure/service-error.ts'
import type { Explanation } from './explain.ts'

/** Why no answer came, by the code of the failure. */
type Failure = 'refused' | 'name' | 'certificate' | 'timeout' | 'broken' | 'no-route'

const failures: readonly (readonly [Failure, RegExp])[] = [
  ['refused', /^ECONNREFUSED$/],
  ['name', /^(?:ENOTFOUND|EAI_AGAIN|EAI_NODATA)$/],
  [
    'certificate',
    /^(?:ERR_TLS_CERT_ALTNAME_INVALID|CERT_\w+|SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|UNABLE_TO_\w+|HOSTNAME_MISMATCH|ERR_SSL_\w+|EPROTO)$/,
  ],
  ['timeout', /^(?:ETIMEDOUT|UND_ERR_\w*TIMEOUT)$/],
  ['broken', /^(?:ECONNRESET|EPIPE|UND_ERR_SOCKET|EHOSTUNREACH|ENETUNREACH|connection dropped)$/],
]

const failureOf = (code: string | undefined): Failure | undefined =>
  code === undefined ? undefined : failures.find(([, pattern]) => pattern.test(code))?.[0]

/** The first code in the chain of causes that tells something. */
function codeOf(error: unknown): string | undefined {
  let at: unknown = error
  for (let depth = 0; at instanceof Error && depth < 10; depth++, at = at.cause) {
    const { code } = at as { readonly code?: unknown }
    if (typeof code === 'string' && failureOf(code) !== undefined) return code
    // Node tries the addresses of a host one after the other, and says of each what failed.
    if (at instanceof AggregateError) {
      const inner = at.errors.map(codeOf).find((one) => one !== undefined)
      if (inner !== undefined) return inner
    }
  }
  return undefined
}

/**
 * What to throw when a request got no answer: `unreachable` with the code of the failure, or what else it was.
 * @param timedOut whether it was given up after its time.
 */
export function noAnswerError(
  error: unknown,
  target: { readonly url: string; readonly timedOut: boolean },
): ServiceError {
  const { host } = new URL(target.url)
  const code = target.timedOut ? 'ETIMEDOUT' : codeOf(error)
  if (code === undefined) return serviceError(error, `calling ${host}`, target.url)
  const { message } = wordsOf(failureOf(code) ?? 'broken')
  return new ServiceError({
    kind: 'unreachable',
    code,
    message: `${host} cannot be reached (${code}): ${message}`,
    cause: error,
  })
}

/** Says why no answer came; undefined when the failure is of another kind and must not be taken for an answer about the API. */
export function explainNoAnswer(error: unknown, url: string): Explanation | undefined {
  if (!(error instanceof ServiceError) || error.kind !== 'unreachable') return undefined
  const { host } = new URL(url)
  const failure =
    error.cause instanceof Error && error.cause.name === 'NoRouteError' ? 'no-route' : failureOf(error.code)
  const { message, remedy } = wordsOf(failure ?? 'broken')
  return { cause: 'unreachable', message: `No answer came from ${host}: ${message}`, remedy }
}

function wordsOf(failure: Failure): { readonly message: string; readonly remedy: string } {
  switch (failure) {
    case 'refused':
      return {
        message: 'nothing listens there (the connection was refused).',
        remedy: 'Check the host and the port; an instance in a virtual network answers from inside it only.',
      }
    case 'name':
      return {
        message: 'the name is not known to DNS.',
        remedy:
          'Check the spelling of the host. A name of a private DNS zone is known inside its virtual network only; a new custom domain can take an hour.',
      }
    case 'certificate':
      return {
        message: 'its certificate is not trusted for this name.',
        remedy:
          'The name in the address must be one that the certificate holds: use a host name of the instance, or add this one as a custom domain. A certificate of a company must be trusted by this machine. The check is never switched off.',
      }
    case 'timeout':
      return {
        message: 'it did not answer in time.',
        remedy: 'Check a firewall on the way and the back end; a slow operation needs a longer time limit.',
      }
    case 'no-route':
      return {
        message: 'the local instance does not stand in for it, and nothing else is reached from there.',
        remedy: 'Call the local instance by one of its own hosts.',
      }
    case 'broken':
      return {
        message: 'the connection broke off.',
        remedy: 'Check the protocol (https or http), the proxy and the network, and call again.',
      }
  }
}
