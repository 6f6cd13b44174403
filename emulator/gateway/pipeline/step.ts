import type { Section } from '../../../language-server/core/catalog/policy.ts'
import type { Exchange } from './exchange.ts'

/** Where a policy is written. Lines and columns start at 1. */
export interface Place {
  readonly section: Section
  /** The scope whose document runs; a fragment runs in the scope that includes it. */
  readonly scope: string
  /** The document as a person names it: `api orders`, `fragment check-token`. */
  readonly document: string
  readonly line: number
  readonly column: number
  /** `choose[3]/when[2]/set-header` */
  readonly path: string
  /** The `id` attribute. */
  readonly policyId: string | undefined
}

/** `respond`: the response is complete, the rest of the pipeline does not run. */
export type Outcome = undefined | 'respond'

/** Runs one compiled policy. Most of them finish at once, and then there is no promise to wait for. */
export type Run = (exchange: Exchange) => Outcome | Promise<Outcome> | undefined

export interface Step {
  readonly policy: string
  readonly place: Place
  readonly run: Run
  /** Bodies that must be in memory before the step runs. */
  readonly needs: Needs
}

/** Bits, so that the usual answer (nothing) is one comparison. */
export type Needs = number
export const needsNothing = 0
export const needsRequestBody = 1
export const needsResponseBody = 2

/** The steps of one section in the order in which they run, `<base/>` expanded. */
export interface Pipeline {
  readonly inbound: readonly Step[]
  readonly backend: readonly Step[]
  readonly outbound: readonly Step[]
  readonly onError: readonly Step[]
  /** The `cors` policy that answers preflight requests: the first one of inbound that is not inside another policy. */
  readonly cors: Step | undefined
}
