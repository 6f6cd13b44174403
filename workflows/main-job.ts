import type { TokenCredential } from '../azure/access-token.ts'
import type { InstancePort } from '../azure/apim-port.ts'
import type { Cloud } from '../azure/clouds.ts'
import type { Routes } from '../azure/routes.ts'
import type { TokenCheck } from '../language-server/core/recipes/token-check.ts'
import { type CallReport, callOperation } from './call.ts'
import type { CheckDocument, Ports } from './ports.ts'
import { publish } from './publish.ts'
import { secureApi } from './secure.ts'

export interface MainJobStep {
  readonly name: 'publish' | 'call-open' | 'secure' | 'call-without-token' | 'call-with-token'
  readonly ok: boolean
  /** One sentence: what happened. */
  readonly message: string
}

export interface MainJobOptions {
  readonly ports: Ports
  readonly instance: InstancePort
  readonly credential: TokenCredential
  readonly cloud: Cloud
  readonly tenantId: string
  readonly routes?: Routes | undefined
  /** Folder in the APIOps layout; its files are changed. */
  readonly root: string
  readonly api: string
  readonly operation: string
  /** What callers' tokens must be for. */
  readonly audiences: readonly string[]
  readonly policy?: TokenCheck['policy']
  readonly check?: CheckDocument | undefined
  /** Told each step when it ends. */
  readonly step: (step: MainJobStep) => void
}

export interface MainJobResult {
  /** True when every step went as it should. */
  readonly ok: boolean
  readonly steps: readonly MainJobStep[]
}

/**
 * The main job from end to end: publish, call (200), secure and push, call without a token (401) and with one (200). Stops at the first
 * step that goes otherwise.
 * @throws ServiceError, WorkspaceFileError
 */
export async function runMainJob(options: MainJobOptions): Promise<MainJobResult> {
  const { ports, instance, root, check } = options
  const steps: MainJobStep[] = []
  const ended = (name: MainJobStep['name'], ok: boolean, message: string): boolean => {
    const step = { name, ok, message }
    steps.push(step)
    options.step(step)
    return ok
  }
  const stopped = { ok: false, steps }

  const published = await publish({ ports, instance, root })
  if (!ended('publish', published.status === 'published' || published.status === 'unchanged', published.message))
    return stopped
  const open = await call(options, 'without')
  if (!ended('call-open', open?.without?.response.status === 200, described(open))) return stopped

  const { cloud, tenantId, audiences, policy = 'validate-jwt', api } = options
  const secured = await secureApi({
    ports,
    instance,
    cloud,
    root,
    check,
    tenantId,
    answers: { target: { kind: 'api', api }, policy, audiences, tenantId, callers: [] },
  })
  if (!ended('secure', secured.status === 'secured' || secured.status === 'unchanged', secured.message)) return stopped
  const proof = await call(options, 'both')
  const refused = ended('call-without-token', proof?.without?.response.status === 401, statusOf(proof?.without))
  const accepted = ended('call-with-token', proof?.verdict.name === 'protected', described(proof))
  return { ok: refused && accepted, steps }
}

const call = (
  { ports, instance, credential, tenantId, routes, api, operation }: MainJobOptions,
  tokens: 'both' | 'without',
): Promise<CallReport | undefined> =>
  callOperation({ ports, instance, credential, tenantId, routes, api, operation, tokens })

const statusOf = (one: CallReport['without']): string =>
  one === undefined
    ? 'No call was made.'
    : `${one.request.method} ${one.request.url} was answered ${one.response.status}.`

const described = (report: CallReport | undefined): string => {
  if (report === undefined) return 'No call was made.'
  const explained = report.explanation === undefined ? '' : ` ${report.explanation.remedy}`
  return report.with === undefined
    ? statusOf(report.without)
    : `${statusOf(report.with)} ${report.verdict.message}${explained}`
}
