import { redact } from './redact.ts'
import { safeCause, safeMessage } from './safe-cause.ts'

/** What the service says about one place of a document that it refused. Line and column count from 1. */
export interface ServiceFinding {
  readonly element: string | undefined
  readonly line: number | undefined
  /** Points at the element's name, one behind its `<`. */
  readonly column: number | undefined
  readonly message: string
}

export type ServiceErrorKind =
  | 'refused'
  | 'sign-in'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'changed'
  | 'throttled'
  | 'service'
  | 'unreachable'
  | 'cancelled'
  | 'foreign-origin'
  | 'other'

/** Every failure of the Azure side: the message is one sentence or two that say what is wrong and what to do. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError'
  readonly kind: ServiceErrorKind
  readonly status: number | undefined
  /** The service's own code, such as `ValidationError` or `AADSTS500011`. */
  readonly code: string | undefined
  readonly findings: readonly ServiceFinding[]

  constructor(facts: {
    readonly kind: ServiceErrorKind
    readonly message: string
    readonly status?: number | undefined
    readonly code?: string | undefined
    readonly findings?: readonly ServiceFinding[]
    /** What is safe of it is kept; see safe-cause.ts. */
    readonly cause?: unknown
  }) {
    super(facts.message, { cause: safeCause(facts.cause) })
    this.kind = facts.kind
    this.status = facts.status
    this.code = facts.code
    this.findings = facts.findings ?? []
  }
}

/** By name and not by class: the SDK is a bundle of its own, with its own copy of this page. */
export const isServiceError = (error: unknown): error is ServiceError =>
  error instanceof Error && error.name === 'ServiceError'

interface ErrorBody {
  readonly code: string | undefined
  readonly message: string | undefined
  readonly details: readonly ErrorBody[]
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const stringAt = (value: unknown, key: string): string | undefined => {
  const found = isRecord(value) ? value[key] : undefined
  return typeof found === 'string' && found !== '' ? found : undefined
}

const numberAt = (value: unknown, key: string): number | undefined => {
  const found = isRecord(value) ? value[key] : undefined
  return typeof found === 'number' ? found : undefined
}

/** ARM wraps errors in `error`, deployments nest them in `details`; both are read. */
function bodyOf(value: unknown): ErrorBody | undefined {
  if (!isRecord(value)) return undefined
  if (isRecord(value.error)) return bodyOf(value.error)
  const details = Array.isArray(value.details) ? value.details.map(bodyOf).filter((one) => one !== undefined) : []
  const body = { code: stringAt(value, 'code'), message: stringAt(value, 'message'), details }
  return body.code !== undefined || body.message !== undefined || details.length > 0 ? body : undefined
}

const parsed = (text: string | undefined): unknown => {
  if (text === undefined || text.trim() === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const leaves = (body: ErrorBody): readonly ErrorBody[] =>
  body.details.length > 0 ? body.details.flatMap(leaves) : [body]

const ELEMENT = /^Error in element '([^']*)' on line (\d+), column (\d+):\s*([\s\S]*)$/
const POSITION = /\bLine (\d+), position (\d+)/i
const LINE_COLUMN = /\bline (\d+), column (\d+)/i

/** Reads the element and the place out of one message of the service. */
export function findingOf(message: string): ServiceFinding {
  const element = ELEMENT.exec(message)
  if (element) {
    const [, name, line, column, rest] = element
    return { element: name, line: Number(line), column: Number(column), message: rest?.trim() || message }
  }
  const place = LINE_COLUMN.exec(message) ?? POSITION.exec(message)
  return {
    element: undefined,
    line: place ? Number(place[1]) : undefined,
    column: place ? Number(place[2]) : undefined,
    message,
  }
}

const NETWORK = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EPIPE',
  'REQUEST_SEND_ERROR',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_SOCKET',
  'UND_ERR_HEADERS_TIMEOUT',
])

/** The most telling code in the chain of causes. */
function networkCodeOf(error: unknown): string | undefined {
  const seen = new Set<unknown>()
  let vague: string | undefined
  for (let at: unknown = error; isRecord(at) || at instanceof Error; at = (at as { cause?: unknown }).cause) {
    if (seen.has(at)) break
    seen.add(at)
    const code = stringAt(at, 'code')
    const text = at instanceof Error ? at.message : ''
    const named = [/\b(E[A-Z]{4,}(?:_[A-Z]+)?)\b/.exec(text)?.[1], code].find(
      (one) => one !== undefined && NETWORK.has(one),
    )
    if (named !== undefined && named !== 'REQUEST_SEND_ERROR') return named
    if (/socket hang up|fetch failed|other side closed|premature close/i.test(text)) vague ??= 'connection dropped'
    if (code === 'REQUEST_SEND_ERROR') vague ??= code
  }
  return vague
}

const AADSTS: Readonly<Record<string, string>> = {
  '50020': 'the account is of another tenant; choose the tenant or another account.',
  '50034': 'the account does not exist in this tenant; choose the tenant or another account.',
  '50076': 'multi-factor authentication is asked for; sign in again.',
  '50079': 'multi-factor authentication must be set up first; sign in again.',
  '50105': 'the account is not assigned to the application; ask its owner for an assignment.',
  '500011':
    'no application with that resource identifier exists in the tenant; check the App ID URI or use the client id, and check the tenant.',
  '501051': 'the caller has no app role of that application and the application demands one; assign a role.',
  '65001':
    'the application has not pre-authorised this tool; add it to "Authorized client applications" of the app registration, or use a client credential.',
  '65002': 'Microsoft must pre-authorise that pair of applications; use an application of your own.',
  '700016': 'the client id is unknown in this tenant; check AZURE_CLIENT_ID and the tenant.',
  '700082': 'the sign-in is too old; sign in again.',
  '7000215': 'the client secret is wrong; check AZURE_CLIENT_SECRET (the value, not its id).',
  '7000222': 'the client secret has expired; create a new one.',
  '90002': 'the tenant does not exist in this cloud; check the tenant id and the cloud.',
  '1002012': 'the scope must end in /.default.',
}

/** One sentence for an error of the sign-in service, or undefined when the text names none. */
export function explainSignIn(text: string): { readonly code: string; readonly message: string } | undefined {
  const number = /AADSTS(\d+)/.exec(text)?.[1]
  if (number === undefined) return undefined
  const meaning = AADSTS[number]
  const own = /AADSTS\d+:\s*([^\r\n]*?)(?:\s*(?:Trace ID|Correlation ID|Timestamp):|$)/.exec(text)?.[1]
  return { code: `AADSTS${number}`, message: meaning ?? own ?? 'the sign-in service refused.' }
}

const hostOf = (error: unknown, known: string | undefined): string => {
  const request = isRecord(error) || error instanceof Error ? (error as { request?: unknown }).request : undefined
  const url = known ?? stringAt(request, 'url')
  try {
    return url === undefined ? 'Azure' : new URL(url).host
  } catch {
    return 'Azure'
  }
}

const retryAfterOf = (error: unknown): string | undefined => {
  const response = (error as { response?: { headers?: { get?: (name: string) => string | undefined } } }).response
  return response?.headers?.get?.('retry-after')
}

/**
 * Turns whatever the SDK threw into one `ServiceError`.
 * @param what what was being done, as the middle of a sentence: `reading the policy of API orders`.
 * @param url what was asked, where the error itself does not know it.
 */
export function serviceError(error: unknown, what: string, url?: string): ServiceError {
  if (isServiceError(error)) return error
  const name = error instanceof Error ? error.name : ''
  const text = safeMessage(error instanceof Error ? error.message : String(error))
  const status = numberAt(error, 'statusCode') ?? numberAt((error as { response?: unknown } | null)?.response, 'status')
  if (name === 'AbortError')
    return new ServiceError({ kind: 'cancelled', message: `Cancelled while ${what}.`, cause: error })

  const raw = stringAt((error as { response?: unknown } | null)?.response, 'bodyAsText')
  const body = bodyOf(parsed(raw)) ?? bodyOf((error as { details?: unknown } | null)?.details)
  const code = body?.code ?? stringAt(error, 'code')
  const said = redact(
    body === undefined
      ? text
      : leaves(body)
          .map((leaf) => leaf.message ?? leaf.code ?? '')
          .join(' ')
          .trim() || text,
  )
  const facts = { status, code, cause: error }

  const signIn = explainSignIn(text)
  if (signIn !== undefined && (status === undefined || status === 400 || status === 401))
    return new ServiceError({
      ...facts,
      kind: 'sign-in',
      code: signIn.code,
      message: `Sign-in failed while ${what}: ${signIn.message} (${signIn.code})`,
    })
  if (/CredentialUnavailable|AuthenticationRequired|AuthenticationError|AggregateAuthentication|SignInError/.test(name))
    return new ServiceError({ ...facts, kind: 'sign-in', message: `Sign-in failed while ${what}: ${text}` })

  switch (status) {
    case 400:
    case 422: {
      const findings = body
        ? leaves(body).flatMap((leaf) => (leaf.message === undefined ? [] : [findingOf(redact(leaf.message))]))
        : []
      return new ServiceError({
        ...facts,
        kind: 'refused',
        findings,
        message: `The service refused it while ${what}: ${said}`,
      })
    }
    case 401:
      return new ServiceError({
        ...facts,
        kind: 'sign-in',
        message: `Azure did not accept the credential while ${what}: ${said} Check the account, the tenant and the cloud, then sign in again.`,
      })
    case 403:
      return new ServiceError({
        ...facts,
        kind: 'forbidden',
        message: `The account may not do this (${what}): ${said} Ask for a role such as "API Management Service Contributor" on the instance.`,
      })
    case 404:
      return new ServiceError({
        ...facts,
        kind: 'not-found',
        message: `Not found while ${what}: ${said} Check the subscription, resource group and names; it may have been deleted.`,
      })
    case 409:
      return new ServiceError({
        ...facts,
        kind: 'conflict',
        message: `The instance is busy or the change collides with another (${what}): ${said} Wait until the other operation has ended and try again.`,
      })
    case 412:
      return new ServiceError({
        ...facts,
        kind: 'changed',
        message: `It was changed on the instance since it was read (${what}); nothing was written. Fetch it again and merge.`,
      })
    case 429: {
      const wait = retryAfterOf(error)
      return new ServiceError({
        ...facts,
        kind: 'throttled',
        message: `Azure answers too many requests while ${what}; ${wait === undefined ? 'wait a minute' : `wait ${wait} s`} and try again.`,
      })
    }
  }
  if (status !== undefined && status >= 500)
    return new ServiceError({
      ...facts,
      kind: 'service',
      message: `Azure had an error of its own (${status}) while ${what}: ${said} Try again; https://azure.status.microsoft shows known outages.`,
    })
  if (name === 'NoRouteError') return new ServiceError({ ...facts, kind: 'unreachable', message: `${text} (${what})` })
  const network = networkCodeOf(error)
  if (network !== undefined) {
    const host = hostOf(error, url)
    return new ServiceError({
      ...facts,
      kind: 'unreachable',
      code: network,
      message: `${host} cannot be reached while ${what} (${network}). Check that it is running, the network and the proxy; nothing was changed that this message does not name.`,
    })
  }
  return new ServiceError({ ...facts, kind: 'other', message: `Failed while ${what}: ${said}` })
}
