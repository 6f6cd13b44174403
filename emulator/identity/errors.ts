import { randomUUID } from 'node:crypto'
import type { LoopbackResponse } from '../loopback/server.ts'

/** https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
interface EntraError {
  readonly status: number
  readonly error: string
  readonly text: string
}

const errors = {
  AADSTS7000215: {
    status: 401,
    error: 'invalid_client',
    text: "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '{0}'.",
  },
  AADSTS7000216: {
    status: 401,
    error: 'invalid_client',
    text: "'client_assertion', 'client_secret' or 'request' is required for the 'client_credentials' grant type.",
  },
  AADSTS700016: {
    status: 400,
    error: 'unauthorized_client',
    text: "Application with identifier '{0}' was not found in the directory '{1}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.",
  },
  AADSTS500011: {
    status: 400,
    error: 'invalid_resource',
    text: 'The resource principal named {0} was not found in the tenant named {1}. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You might have sent your authentication request to the wrong tenant.',
  },
  AADSTS501051: {
    status: 400,
    error: 'invalid_grant',
    text: "Application '{0}'({1}) is not assigned to a role for the application '{2}'({3}).",
  },
  AADSTS1002012: {
    status: 400,
    error: 'invalid_scope',
    text: 'The provided value for scope {0} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).',
  },
  AADSTS90002: {
    status: 400,
    error: 'invalid_request',
    text: "Tenant '{0}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.",
  },
  AADSTS70003: {
    status: 400,
    error: 'unsupported_grant_type',
    text: "The app requested an unsupported grant type '{0}'. The local issuer knows client_credentials.",
  },
  AADSTS900144: {
    status: 400,
    error: 'invalid_request',
    text: "The request body must contain the following parameter: '{0}'.",
  },
} satisfies Record<string, EntraError>

export type EntraErrorCode = keyof typeof errors

export class IdentityError extends Error {
  readonly code: EntraErrorCode
  constructor(code: EntraErrorCode, ...details: readonly string[]) {
    super(`${code}: ${errors[code].text.replace(/\{(\d)\}/g, (_all, index) => details[Number(index)] ?? '')}`)
    this.code = code
  }
}

/** The body that token endpoints answer with, `now` in milliseconds since 1970. */
export function errorResponse(error: IdentityError, now: number): LoopbackResponse {
  const timestamp = `${new Date(now).toISOString().slice(0, 19).replace('T', ' ')}Z`
  const [traceId, correlationId] = [randomUUID(), randomUUID()]
  return {
    status: errors[error.code].status,
    body: {
      error: errors[error.code].error,
      error_description: `${error.message} Trace ID: ${traceId} Correlation ID: ${correlationId} Timestamp: ${timestamp}`,
      error_codes: [Number(error.code.slice('AADSTS'.length))],
      timestamp,
      trace_id: traceId,
      correlation_id: correlationId,
    },
  }
}
