import type { ExpressionHost } from '../../language-server/core/expression/context-model.ts'
import { expressionCrypto } from '../../language-server/evaluation/expression-crypto.ts'
import { createSnapshot, type Snapshot } from './compile/snapshot.ts'
import type { GatewayConfiguration } from './configuration.ts'
import { policyExpressions } from './expression-engine.ts'
import type { ExpressionEngine } from './expressions.ts'
import { createBackEndClient } from './http/back-end.ts'
import { createListener } from './http/listener.ts'
import { azureIdentityTokens } from './http/managed-identity.ts'
import { createDestinations, type Routes } from './http/routes.ts'
import { nodeSignatures } from './http/signatures.ts'
import { type DebugAuthorization, Exchange, type ExchangeSetting } from './pipeline/exchange.ts'
import type { GatewayPorts, TokenSource } from './ports.ts'
import { serve } from './serve.ts'
import { createGatewayState } from './state.ts'
import { createTraces, type Traces } from './traces.ts'

export interface GatewayOptions {
  /** The current snapshot; asked for each request. A new `version` makes the gateway forget what it compiled. */
  readonly configuration: () => GatewayConfiguration
  /** Real host -> loopback origin: for metadata of issuers, for back ends and for what policies call. */
  readonly routes?: Routes
  /** Tokens of the instance's managed identities; `@azure/identity` and its environment variables when absent. */
  readonly tokens?: TokenSource
  /** Clock and randomness, for tests. */
  readonly host?: Partial<ExpressionHost> & { readonly delay?: (milliseconds: number) => Promise<void> }
  readonly expressions?: ExpressionEngine
  readonly log?: (line: string) => void
  /** Judges the header `Apim-Debug-Authorization`; when absent, any value of it asks for a trace. */
  readonly debugAuthorization?: (authorization: string, apiId: string) => DebugAuthorization
  /** How many requests' traces are kept; 200 when absent, 0 keeps none. */
  readonly traceCapacity?: number
  /** Largest body, in bytes, that is kept in memory when a policy needs it; 16 MiB when absent. */
  readonly bodyLimit?: number
}

/** The gateway of one instance. It listens on 127.0.0.1 only. */
export interface Gateway {
  readonly traces: Traces
  /** @param port 0 or absent: any free port. @throws Error when the port is taken. */
  listen(port?: number): Promise<{ readonly url: string }>
  close(): Promise<void>
}

const defaultTraceCapacity = 200
const defaultBodyLimit = 16 * 1024 * 1024

/** Runs policies: compiles a configuration as far as requests ask for it, and serves over HTTP once it listens. */
export function createGateway(options: GatewayOptions): Gateway {
  const { debugAuthorization = () => 'accepted', host = {}, log = () => {} } = options
  const backEnd = createBackEndClient(createDestinations(options.routes ?? {}))
  const ports: GatewayPorts = {
    now: host.now ?? Date.now,
    random: host.random ?? Math.random,
    newGuid: host.newGuid ?? (() => crypto.randomUUID()),
    crypto: host.crypto ?? expressionCrypto,
    timeLimit: host.timeLimit ?? 5_000,
    monotonic: () => performance.now(),
    delay: host.delay ?? ((milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))),
    forward: (exchange, forward) => backEnd.forward(exchange, forward),
    fetch: (request) => backEnd.fetch(request),
    signatures: nodeSignatures,
    tokens: options.tokens ?? azureIdentityTokens(),
    log,
  }
  const state = createGatewayState(ports, options.expressions ?? policyExpressions)
  const traces = createTraces(options.traceCapacity ?? defaultTraceCapacity)
  const bodyLimit = options.bodyLimit ?? defaultBodyLimit
  let compiled: { readonly snapshot: Snapshot; readonly setting: ExchangeSetting } | undefined

  const current = () => {
    const configuration = options.configuration()
    if (compiled?.snapshot.configuration.version !== configuration.version)
      compiled = {
        snapshot: createSnapshot(configuration, state),
        setting: { ports, configuration, bodyLimit, debugAuthorization },
      }
    return compiled
  }

  const listener = createListener({
    arrive(arrival) {
      return new Exchange(arrival, current().setting)
    },
    // It follows `arrive` in the same turn, so both see one snapshot.
    serve: (exchange) => serve(exchange, current().snapshot),
    finished(exchange) {
      exchange.end()
      traces.add(exchange)
    },
    log,
  })

  return {
    traces,
    listen: (port = 0) => listener.listen(port),
    async close() {
      await listener.close()
      await backEnd.close()
    },
  }
}
