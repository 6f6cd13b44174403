/** Why a policy stopped a request. `message` becomes `context.LastError.Message`. */
export interface FaultDetails {
  readonly reason: string
  readonly message: string
  /** Of the answer; 500 when absent. */
  readonly status?: number
  /** The text that the caller sees; `message` for refusals, a bare "Internal server error" for a 500, as in the service. */
  readonly answer?: string
  /** Headers of the answer. */
  readonly headers?: readonly string[]
  /** The policy, or the part of the gateway, that raised it when that is not the policy that runs. */
  readonly source?: string
  /** Below the policy that runs: `when[2]` of a `choose`. */
  readonly path?: string
  readonly cause?: unknown
}

/** Ends the section that runs and sends control to `on-error`. */
export class PolicyFault extends Error {
  readonly details: FaultDetails

  constructor(details: FaultDetails) {
    super(details.message, { cause: details.cause })
    this.details = details
  }
}

export const fault = (details: FaultDetails): PolicyFault => new PolicyFault(details)

/** The text that the service shows for its own failures; the reason is in the trace only. */
export const internalError = 'Internal server error'
