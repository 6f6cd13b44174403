import { redact } from './redact.ts'

/** What may be kept of an error that caused another: never a request, a response, a header or a body. */
class SafeCause extends Error {
  override readonly name: string
  readonly code: string | undefined
  readonly status: number | undefined
  /** By which the service finds the call in its own logs. */
  readonly requestId: string | undefined

  constructor(of: Error, cause: Error | undefined) {
    const { code, status, requestId } = factsOf(of)
    super(safeMessage(of.message), cause === undefined ? undefined : { cause })
    this.name = of.name
    this.code = code
    this.status = status
    this.requestId = requestId
    // The first lines of a stack repeat the message, whatever that held.
    const frames = (of.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
    this.stack = [`${this.name}: ${this.message}`, ...frames].join('\n')
  }
}

/** Deep enough for the SDKs, which wrap twice or thrice; a circle ends there too. */
const DEEPEST = 5

/**
 * The errors of the SDKs carry their request, the Authorization header included, and whoever prints one prints that too. Of an error and of
 * its causes this keeps the name, the redacted message, the code, the status and the id of the request.
 * @returns undefined for what is no error
 */
export function safeCause(error: unknown, depth = 0): Error | undefined {
  if (!(error instanceof Error) || depth >= DEEPEST) return undefined
  return new SafeCause(error, safeCause(error.cause, depth + 1))
}

/** A body that could not be read stands whole in the message: https://github.com/Azure/azure-sdk-for-js/tree/main/sdk/core/core-client */
export const safeMessage = (text: string): string =>
  redact(text.replace(/(occurred while parsing the response body)[\s\S]*/, '$1'))

interface ErrorFacts {
  readonly code?: unknown
  readonly statusCode?: unknown
  readonly response?: { readonly status?: unknown; readonly headers?: { get?(name: string): unknown } }
}

function factsOf(error: Error & ErrorFacts): Pick<SafeCause, 'code' | 'status' | 'requestId'> {
  const { code, statusCode, response } = error
  const status = statusCode ?? response?.status
  const requestId = response?.headers?.get?.('x-ms-request-id')
  return {
    code: typeof code === 'string' ? redact(code) : undefined,
    status: typeof status === 'number' ? status : undefined,
    requestId: typeof requestId === 'string' ? requestId : undefined,
  }
}
