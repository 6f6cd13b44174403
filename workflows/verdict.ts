import type { Exchange } from './exchange.ts'
import { type Explanation, isRefusal } from './explain.ts'
import type { TokenCheck } from './token-checks.ts'

export type VerdictName =
  /** Refused without a token, accepted with one. */
  | 'protected'
  /** Refused without a token; no call with one was made. */
  | 'refused-without-token'
  /** Accepted with a token; no call without one was made. */
  | 'accepted-with-token'
  | 'not-protected'
  | 'key-refused'
  | 'token-refused'
  /** Refused by a limit, an address filter, CORS or the like, before or beside the token: that proves nothing about it. */
  | 'refused-otherwise'
  /** Refused without a token, and no token could be had to call with. */
  | 'no-token'
  /** No answer came: the network, the name or the certificate. */
  | 'unreachable'
  | 'failed'

export interface Verdict {
  readonly name: VerdictName
  /** One sentence. */
  readonly message: string
}

export interface Evidence {
  readonly without: Exchange | undefined
  readonly sent: Exchange | undefined
  readonly checks: readonly TokenCheck[]
  readonly explanation: Explanation | undefined
}

/** Verdicts by which a call has shown what it was made to show. */
const PROVED: ReadonlySet<VerdictName> = new Set(['protected', 'refused-without-token', 'accepted-with-token'])

export const isProof = ({ name }: Verdict): boolean => PROVED.has(name)

const OTHERWISE: ReadonlySet<Explanation['cause']> = new Set(['rate-limit', 'quota', 'ip-filter', 'header', 'cors'])

const isSuccess = (one: Exchange): boolean => one.response.status < 300

/** What the exchanges prove: a verdict and not a status. */
export function judge({ without, sent, checks, explanation }: Evidence): Verdict {
  const because = explanation === undefined ? '' : ` ${explanation.message}`
  if (explanation?.cause === 'key-missing' || explanation?.cause === 'key-invalid')
    return {
      name: 'key-refused',
      message: `Refused, but by the subscription key, so this proves nothing about the token.${because}`,
    }
  if (without && isSuccess(without) && explanation?.cause !== 'cors')
    return {
      name: 'not-protected',
      message: `Not protected: the call without a token was answered ${without.response.status}.${checks.length === 0 ? ' No policy of its scopes checks a token on the instance.' : ''}`,
    }
  if (explanation?.cause === 'unreachable') return { name: 'unreachable', message: explanation.message }
  if (explanation !== undefined && OTHERWISE.has(explanation.cause))
    return {
      name: 'refused-otherwise',
      message: `Refused, but not for its token, so this proves nothing about it.${because}`,
    }
  if (sent === undefined) {
    if (explanation?.cause === 'no-token')
      return {
        name: 'no-token',
        message: `${without === undefined ? '' : `Refused without a token (${without.response.status}). `}No token could be had to call with.${because}`,
      }
    if (without && isRefusal(without, checks))
      return {
        name: 'refused-without-token',
        message: `Refused without a token (${without.response.status}).${because}`,
      }
    return { name: 'failed', message: `The call failed (${without?.response.status ?? 'no answer'}).${because}` }
  }
  if (isRefusal(sent, checks))
    return { name: 'token-refused', message: `The token was refused (${sent.response.status}).${because}` }
  if (!isSuccess(sent))
    return {
      name: 'failed',
      message: `The token was not refused, but the call failed (${sent.response.status}).${because}`,
    }
  if (without === undefined)
    return { name: 'accepted-with-token', message: `Accepted with a token (${sent.response.status}).` }
  if (isRefusal(without, checks))
    return {
      name: 'protected',
      message: `Protected and reachable: ${without.response.status} without a token, ${sent.response.status} with one.`,
    }
  return {
    name: 'failed',
    message: `Without a token the call failed in another way (${without.response.status}), so it proves nothing.`,
  }
}
