import { compilePipeline } from './compile/pipeline.ts'
import type { GatewayConfiguration } from './configuration.ts'
import { policyExpressions } from './expression-engine.ts'
import type { SignatureVerifier } from './jwt/signature.ts'
import { textBody } from './messages/body-content.ts'
import { backEndTarget } from './pipeline/back-end-target.ts'
import { Exchange, type ResponseState } from './pipeline/exchange.ts'
import { HeaderList } from './pipeline/header-list.ts'
import { runSteps } from './pipeline/run.ts'
import type { GatewayPorts } from './ports.ts'
import { createGatewayState } from './state.ts'

/** A policy to try on one request, with nothing of HTTP around it. */
export interface Trial {
  readonly policy: string
  readonly section?: 'inbound' | 'backend' | 'outbound' | 'on-error'
  readonly configuration?: Partial<GatewayConfiguration>
  readonly ports?: Partial<GatewayPorts>
  readonly method?: string
  /** Path and query. */
  readonly target?: string
  readonly headers?: readonly string[]
  readonly body?: string
  /** What the back end has answered; there is none before outbound. */
  readonly response?: { readonly status?: number; readonly headers?: readonly string[]; readonly body?: string }
}

export interface Tried {
  readonly exchange: Exchange
  readonly outcome: 'goes on' | 'responds'
}

/** Makes something that tries one policy on request after request. @throws PolicyFault as the policy does. */
export function policyTrial(trial: Trial): () => Promise<Tried> {
  const { section = 'inbound' } = trial
  const ports: GatewayPorts = { ...idlePorts, ...trial.ports }
  const state = createGatewayState(ports, policyExpressions)
  const policy = `<policies><${section}>${trial.policy}</${section}></policies>`
  const configuration: GatewayConfiguration = { ...emptyConfiguration, ...trial.configuration, policy }
  const pipeline = compilePipeline({ state, configuration, product: undefined, api: undefined, operation: undefined })
  const steps = pipeline[section === 'on-error' ? 'onError' : section]

  return async () => {
    const exchange = new Exchange(
      {
        method: trial.method ?? 'GET',
        target: trial.target ?? '/',
        rawHeaders: [...(trial.headers ?? [])],
        body: trial.body === undefined ? undefined : textBody(trial.body),
        ipAddress: '192.0.2.1',
        host: 'contoso.azure-api.net',
      },
      { ports, configuration, bodyLimit: 1024 * 1024, debugAuthorization: () => 'accepted' },
    )
    exchange.target = backEndTarget('https://orders.contoso.example/v1')
    if (trial.response) exchange.response = responseOf(trial.response)
    const outcome = await runSteps(steps, exchange)
    return { exchange, outcome: outcome === 'respond' ? 'responds' : 'goes on' }
  }
}

export const tryPolicy = (trial: Trial): Promise<Tried> => policyTrial(trial)()

/** The body of a message as text; undefined when it has none. */
export const bodyText = (message: Pick<ResponseState, 'body'> | undefined): string | undefined =>
  message?.body && new TextDecoder().decode(message.body.bytes())

const responseOf = ({ status = 200, headers = [], body }: NonNullable<Trial['response']>): ResponseState => ({
  status,
  reason: '',
  headers: new HeaderList([...headers]),
  body: body === undefined ? undefined : textBody(body),
})

const refuse = (what: string) => () => Promise.reject(new Error(`the trial has no ${what}`))

const noSignatures: SignatureVerifier = {
  importJwk: () => undefined,
  importSecret: (_secret, kid) => ({ kid, x5t: undefined, kind: 'secret', handle: undefined }),
  verify: () => true,
}

/** 2026-01-01T12:00:00Z, and nothing to talk to. */
const idlePorts: GatewayPorts = {
  now: () => Date.UTC(2026, 0, 1, 12),
  random: () => 0.5,
  newGuid: () => '00000000-0000-4000-8000-000000000000',
  monotonic: () => 0,
  delay: async () => {},
  forward: refuse('back end'),
  fetch: refuse('network'),
  signatures: noSignatures,
  tokens: refuse('identity'),
  log: () => {},
}

const emptyConfiguration: GatewayConfiguration = {
  version: 1,
  serviceName: 'contoso',
  region: 'West Europe',
  tenantId: 'tenant',
  apis: [],
  products: [],
  subscriptions: [],
  fragments: new Map(),
  namedValues: new Map(),
  backends: new Map(),
  identities: [],
}
