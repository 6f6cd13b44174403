import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startAppService } from './app-service/app-service.ts'
import type { AuthSettings } from './app-service/auth-settings.ts'
import { createGateway, type Gateway } from './gateway/gateway.ts'
import { azureIdentityTokens } from './gateway/http/managed-identity.ts'
import type { TokenSource } from './gateway/ports.ts'
import type { CloudName } from './identity/clouds.ts'
import {
  type IdentityServer,
  type ManagedIdentityEnvironment,
  startIdentityServer,
} from './identity/identity-server.ts'
import { createLocalDirectory, systemAssigned } from './local/directory-seed.ts'
import { createInstanceIdentities } from './local/instance-identities.ts'
import { backEndSiteId, callers, FIRST, namesOf } from './local/names.ts'
import { createNeighbours, type Neighbours } from './local/neighbours.ts'
import { publishSample } from './local/publish-sample.ts'
import { routesOf } from './local/routes.ts'
import { seedStore } from './local/store-seed.ts'
import { endpointTokens } from './local/token-source.ts'
import { createTracePort } from './local/trace-port.ts'
import { type ManagementServer, startManagementServer } from './management/management-server.ts'
import { createSnapshots } from './management/snapshot.ts'
import { openFileStore } from './management/state-file.ts'
import { createStore, type Store } from './management/store.ts'

/** The local API Management instance as its users see it: started here, spoken to over HTTP on 127.0.0.1 only. */

export interface LocalInstanceOptions {
  /** `second` makes the service `policywright-second`; `local` when absent. Instances of one process need different names. */
  readonly name?: string
  /** Folder in the APIOps layout to publish at start (`samples/orders`), unless the state on disk has APIs already. */
  readonly sample?: string
  /** Keeps the state on disk; in memory when absent. */
  readonly dataDir?: string
  /** 0 or absent: any free port. */
  readonly ports?: {
    readonly management?: number
    readonly identity?: number
    readonly gateway?: number
    readonly backEnd?: number
  }
  /** Where the instance's own managed identities live; every cloud's hosts answer in any case. `public` when absent. */
  readonly cloud?: CloudName
  /** How many polls of a long-running operation say that it is not finished; 1 when absent. */
  readonly pendingPolls?: number
  /**
   * How the gateway gets the instance's own tokens: by `@azure/identity` (`sdk`), as a gateway on App Service would, or by asking
   * the same endpoint itself. MSAL keeps the kind of source and its tokens in statics of the process, so `sdk` is for a process
   * that runs one instance and nothing else; `endpoint` when absent.
   */
  readonly managedIdentity?: 'sdk' | 'endpoint'
  /** Instead of both, for tests of what a back end refuses. */
  readonly tokens?: TokenSource
  /** Stops what has started when it is aborted before the instance is up. */
  readonly signal?: AbortSignal
  readonly log?: (line: string) => void
}

/** Plain JSON: `policywright local` prints it, and other processes find the instance by it. No secret is in it. */
export interface LocalEndpoints {
  readonly pid: number
  /** As `--name` has it. */
  readonly name: string
  readonly managementUrl: string
  readonly identityUrl: string
  readonly gatewayUrl: string
  readonly backEndUrl: string
  readonly tenantId: string
  readonly subscriptionId: string
  readonly resourceGroup: string
  readonly serviceName: string
  /**
   * Real host name -> loopback origin, for the HTTP client of the Azure SDKs: URLs, scopes and issuers stay the real ones,
   * and every host that is not here is refused. Hosts of other local instances come and go in it.
   */
  readonly routes: Readonly<Record<string, string>>
}

export interface LocalInstance {
  readonly endpoints: LocalEndpoints
  /** In-process doors for tests: tokens of anybody, key rotation, managed identity endpoints of hosts. */
  readonly identity: IdentityServer
  /** In-process doors for tests: faults, and requests without a token. */
  readonly management: ManagementServer
  readonly gateway: Gateway
  /** The other local instances. */
  readonly neighbours: Neighbours
  stop(): Promise<void>
}

/** The Orders sample beside this file's folder, or beside the bundle's. */
export const ordersSample = (): string => fileURLToPath(new URL('../samples/orders', import.meta.url))

/**
 * Starts issuer, management, back end and gateway, then publishes the sample.
 * @throws Error in one sentence when a port is taken, the state on disk is damaged or the sample is refused; nothing keeps
 * running then.
 */
export async function startLocalInstance(options: LocalInstanceOptions = {}): Promise<LocalInstance> {
  const running: { close(): Promise<void> }[] = []
  let stopping: Promise<void> | undefined
  const stop = (): Promise<void> => {
    stopping ??= closeAll(running)
    return stopping
  }
  const started = async <T extends { close(): Promise<void> }>(starting: Promise<T>): Promise<T> => {
    const server = await starting
    running.push(server)
    options.signal?.throwIfAborted()
    return server
  }
  try {
    options.signal?.throwIfAborted()
    return { ...(await start(options, started)), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/**
 * Two instances in this process that know each other, so that an API of the first can have an API of the second as its back end.
 * Stopping the first stops both.
 * @param name of the second
 * @throws as `startLocalInstance` does.
 */
export async function startWithBackEndInstance(
  options: LocalInstanceOptions,
  name: string,
): Promise<LocalInstance & { readonly backEndInstance: LocalInstance }> {
  const first = await startLocalInstance(options)
  try {
    const { ports: _ports, dataDir, managedIdentity: _sdk, tokens: _tokens, ...shared } = options
    const backEndInstance = await startLocalInstance({
      ...shared,
      name,
      ...(dataDir === undefined ? {} : { dataDir: join(dataDir, name) }),
    })
    await first.neighbours.meet(backEndInstance.endpoints.managementUrl)
    const stop = async (): Promise<void> => {
      await backEndInstance.stop()
      await first.stop()
    }
    return { ...first, backEndInstance, stop }
  } catch (error) {
    await first.stop()
    throw error
  }
}

function tokenSource(
  { managedIdentity, tokens }: LocalInstanceOptions,
  environment: () => ManagedIdentityEnvironment,
): TokenSource {
  if (tokens !== undefined) return tokens
  if (managedIdentity !== 'sdk') return endpointTokens(environment)
  Object.assign(process.env, environment())
  return azureIdentityTokens()
}

async function start(
  options: LocalInstanceOptions,
  started: <T extends { close(): Promise<void> }>(starting: Promise<T>) => Promise<T>,
): Promise<Omit<LocalInstance, 'stop'>> {
  const { ports = {} } = options
  const log = options.log ? { log: options.log } : {}
  const names = namesOf(options.name ?? FIRST)
  const { serviceId, serviceName } = names
  const own = systemAssigned(serviceName, serviceId)

  const store = options.dataDir === undefined ? createStore() : await openFileStore(options.dataDir)
  const lost = seedStore(store, own.objectId, names)
  if (lost.length > 0)
    options.log?.(
      `Secrets are not kept on disk: set the named values ${lost.join(', ')} again. Subscription keys are new.`,
    )

  const identity = await started(
    startIdentityServer({
      directory: createLocalDirectory(),
      ...(options.cloud ? { cloud: options.cloud } : {}),
      ...(ports.identity ? { port: ports.identity } : {}),
      ...log,
    }),
  )
  for (const { name } of callers) {
    const principal = identity.directory.findPrincipal(name)
    identity.setHost(name, () => ({ systemAssigned: principal, userAssigned: [] }))
  }
  const identities = createInstanceIdentities(store, identity, names)
  // The gateway is listening before its own address can be among the routes, which it reads at each request.
  const routes: Record<string, string> = {}
  const urls = { managementUrl: '', gatewayUrl: '' }
  const neighbours = createNeighbours({
    name: options.name ?? FIRST,
    identity,
    routes,
    urls: () => urls,
    log: options.log,
  })
  const traces = createTracePort(serviceName)
  const management = await started(
    startManagementServer({
      store,
      traces: traces.port,
      neighbours: neighbours.port,
      ...names,
      verify: identity.verify,
      identities: identities.port,
      ...(options.pendingPolls === undefined ? {} : { pendingPolls: options.pendingPolls }),
      ...(ports.management ? { port: ports.management } : {}),
      ...log,
    }),
  )
  const backEnd = await started(
    startAppService({
      settings: () => authSettingsOf(store),
      verify: identity.verify,
      ...(ports.backEnd ? { port: ports.backEnd } : {}),
      ...log,
    }),
  )
  const configuration = createSnapshots({
    store,
    serviceId,
    tenantId: names.tenantId,
    identities: () => identities.current(),
  })
  const gateway = createGateway({
    configuration,
    routes,
    tokens: tokenSource(options, () => identity.environmentOf(serviceName)),
    debugAuthorization: traces.judge,
    ...log,
  })
  traces.serve(gateway.traces)
  await started(Promise.resolve(gateway))
  const { url: gatewayUrl } = await gateway.listen(ports.gateway ?? 0)
  Object.assign(
    routes,
    routesOf(
      { identity: identity.origins, management: management.origins, gateway: gatewayUrl, backEnd: backEnd.url },
      names,
    ),
  )
  Object.assign(urls, { managementUrl: management.url, gatewayUrl })

  if (options.sample !== undefined) {
    // What was kept on disk may have been changed since the sample was published.
    const kept = store.list(`${serviceId}/apis`).length > 0
    if (kept) options.log?.('The sample was not published again: the kept state has APIs already.')
    else await publishSample(options.sample, (request) => management.send(request), names)
  }
  options.signal?.throwIfAborted()
  await store.commit()
  await started(Promise.resolve({ close: () => neighbours.leave() }))
  const { resourceGroup, subscriptionId, tenantId } = names
  return {
    endpoints: {
      pid: process.pid,
      name: options.name ?? FIRST,
      managementUrl: management.url,
      identityUrl: identity.url,
      gatewayUrl,
      backEndUrl: backEnd.url,
      tenantId,
      subscriptionId,
      resourceGroup,
      serviceName,
      routes,
    },
    identity,
    management,
    gateway,
    neighbours,
  }
}

const authSettingsOf = (store: Store): AuthSettings =>
  (store.get(`${backEndSiteId}/config/authsettingsV2`)?.content.properties ?? {}) as AuthSettings

/** What started last stops first; every server is closed, whatever the others say. */
async function closeAll(running: readonly { close(): Promise<void> }[]): Promise<void> {
  const results: PromiseSettledResult<void>[] = []
  for (const server of [...running].reverse()) results.push(...(await Promise.allSettled([server.close()])))
  const failed = results.find((result) => result.status === 'rejected')
  if (failed) throw failed.reason
}
