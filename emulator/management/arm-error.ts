export interface ErrorDetail {
  readonly code: string
  readonly target?: string
  readonly message: string
}

/** What Azure Resource Manager answers when it refuses; thrown by handlers, written by the server. */
export class ArmError extends Error {
  readonly status: number
  readonly code: string
  readonly details: readonly ErrorDetail[]
  readonly headers: Readonly<Record<string, string>>

  constructor(
    status: number,
    error: { readonly code: string; readonly message: string; readonly details?: readonly ErrorDetail[] },
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(error.message)
    this.status = status
    this.code = error.code
    this.details = error.details ?? []
    this.headers = headers
  }

  /** https://learn.microsoft.com/rest/api/apimanagement/api-policy/create-or-update#errorresponse */
  get body(): { readonly error: Record<string, unknown> } {
    const details = this.details.length > 0 ? { details: this.details } : {}
    return { error: { code: this.code, message: this.message, ...details } }
  }
}

export const notFound = (title: string): ArmError =>
  new ArmError(404, { code: 'ResourceNotFound', message: `${title} not found.` })

/** The envelope of every refused field; the details carry what is wrong. */
export const validationError = (details: readonly Omit<ErrorDetail, 'code'>[]): ArmError =>
  new ArmError(400, {
    code: 'ValidationError',
    message: 'One or more fields contain incorrect values:',
    details: details.map((detail) => ({ code: 'ValidationError', ...detail })),
  })

export const fieldError = (target: string, message: string): ArmError => validationError([{ target, message }])

export const preconditionFailed = (): ArmError =>
  new ArmError(412, { code: 'PreconditionFailed', message: 'Resource was modified since last retrieval.' })

export const badRequest = (message: string, code = 'BadRequest'): ArmError => new ArmError(400, { code, message })

/** The honest answer where the service would do something that is not imitated here. */
export const notImitated = (what: string): ArmError =>
  new ArmError(501, { code: 'NotImplemented', message: `The local instance has no ${what}.` })
