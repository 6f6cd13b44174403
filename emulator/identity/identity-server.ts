import { randomBytes } from 'node:crypto'
import { isFromThisMachine, type LoopbackRequest, type LoopbackResponse } from '../loopback/server.ts'
import { listenForClouds } from './cloud-servers.ts'
import { type Cloud, type CloudName, clouds } from './clouds.ts'
import { type Directory, idOf, type Principal } from './directory.ts'
import { errorResponse, IdentityError } from './errors.ts'
import { answerLocalToken, issueLocalToken, type LocalTokenOrder } from './local-endpoints.ts'
import {
  answerAppService,
  answerImds,
  type IdentityChoice,
  type IdentityHost,
  managedIdentityToken,
} from './managed-identity-endpoint.ts'
import { instanceDiscovery, keySet, openIdConfiguration } from './metadata.ts'
import { createSigningKeys, type SigningKeys } from './signing-keys.ts'
import { answerTokenRequest } from './token-endpoint.ts'
import type { IssuedToken } from './tokens.ts'
import { issuersOf, type TokenClaims, verifyToken } from './verify-token.ts'

export interface IdentityOptions {
  readonly directory: Directory
  /** Where the managed identities live; tokens for a management audience take the audience's cloud. `public` when absent. */
  readonly cloud?: CloudName
  /** New ones when absent. */
  readonly keys?: SigningKeys
  /** Of the public cloud's listener; the others take any free port. */
  readonly port?: number
  /** Milliseconds since 1970. */
  readonly now?: () => number
  readonly log?: (line: string) => void
}

/** How a program of a host finds its managed identity, as the platform would put it into its environment. */
export interface ManagedIdentityEnvironment {
  readonly IDENTITY_ENDPOINT: string
  readonly IDENTITY_HEADER: string
}

export interface IdentityServer {
  /** The public cloud's origin. Managed identity and `_local` paths answer on every origin. */
  readonly url: string
  /** One origin per cloud: whatever rewrites only the origin of a URL still says which cloud it meant. */
  readonly origins: Readonly<Record<CloudName, string>>
  readonly directory: Directory
  readonly keys: SigningKeys
  /** Makes a host known, or replaces it. Its identities are read at each request, so that they may change. */
  setHost(name: string, identities: () => Pick<IdentityHost, 'systemAssigned' | 'userAssigned'>): void
  /** For the App Service endpoint. @throws Error when there is no such host. */
  environmentOf(host: string): ManagedIdentityEnvironment
  /** For IMDS: the value of `AZURE_POD_IDENTITY_AUTHORITY_HOST`. */
  imdsOf(host: string): string
  managedIdentityToken(host: string, wanted: { resource: string; identity?: IdentityChoice }): Promise<IssuedToken>
  issue(order: LocalTokenOrder): Promise<IssuedToken>
  /** @throws TokenRefusedError */
  verify(token: string, audiences: readonly string[]): Promise<TokenClaims>
  close(): Promise<void>
}

/**
 * An issuer that answers as Entra does, with real signatures, on one loopback origin per cloud. A client reaches it by
 * sending requests for the real login hosts to these origins; `x-policywright-host` may name the host it meant and wins.
 */
export async function startIdentityServer(options: IdentityOptions): Promise<IdentityServer> {
  const keys = options.keys ?? (await createSigningKeys())
  const { directory } = options
  const now = options.now ?? Date.now
  const hosts = new Map<string, () => IdentityHost>()
  // The endpoints of hosts name the issuer's own address, which is known once it listens.
  const origins = { public: '', 'us-government': '', china: '' }
  const hostNamed = (name: string): IdentityHost => {
    const host = hosts.get(name)?.()
    if (!host) throw new Error(`The local instance knows no host of identities named '${name}'.`)
    return host
  }
  const setHost: IdentityServer['setHost'] = (name, identities) => {
    const identityHeader = hosts.get(name)?.().identityHeader ?? randomBytes(16).toString('hex')
    hosts.set(name, () => ({ name, identityHeader, ...identities() }))
  }
  const environmentOf = (name: string): ManagedIdentityEnvironment => ({
    IDENTITY_ENDPOINT: `${origins.public}/msi/${encodeURIComponent(name)}/token`,
    IDENTITY_HEADER: hostNamed(name).identityHeader,
  })
  const imdsOf = (name: string): string => `${origins.public}/imds/${encodeURIComponent(hostNamed(name).name)}`
  const platform = { cloud: clouds[options.cloud ?? 'public'], directory, keys, now }

  const route = async (listener: Cloud, request: LoopbackRequest): Promise<LoopbackResponse> => {
    const cloud = cloudOfHost(request.headers['x-policywright-host']) ?? listener
    const path = decodeURIComponent(request.url.pathname).replace(/\/+$/, '')
    const local = /^\/_local\/(.+)$/.exec(path)?.[1]
    if (local) return answerLocal(local, request)
    const msi = /^\/msi\/([^/]+)\/token$/.exec(path)?.[1]
    const imds = /^\/imds\/([^/]+)\/metadata\/identity\/oauth2\/token$/.exec(path)?.[1]
    const host = hosts.get(msi ?? imds ?? '')?.()
    if (host) return msi ? answerAppService(platform, host, request) : answerImds(platform, host, request)
    return answerAuthority(cloud, path, request)
  }

  const answerLocal = async (what: string, request: LoopbackRequest): Promise<LoopbackResponse> => {
    if (request.method === 'GET' && what === 'health') return { status: 200, body: { status: 'ok' } }
    if (!isFromThisMachine(request)) return { status: 403, body: { error: 'access_denied' } }
    if (request.method === 'POST' && what === 'token') return answerLocalToken(platform, request)
    if (request.method === 'POST' && what === 'environment') return answerEnvironment(request)
    if (request.method === 'POST' && what === 'rotate') {
      await keys.rotate()
      return { status: 200, body: { kid: keys.current.kid } }
    }
    return {
      status: 404,
      body: { error: 'not_found', error_description: `There is no ${request.method} /_local/${what}.` },
    }
  }

  /** What the platform would put into the environment of a host; a name that is not known becomes one. */
  const answerEnvironment = (request: LoopbackRequest): LoopbackResponse => {
    const name = request.url.searchParams.get('host') ?? ''
    if (!/^[\w.-]+$/.test(name))
      return { status: 400, body: { error: 'invalid_request', error_description: 'Name a host: ?host=NAME.' } }
    if (!hosts.has(name)) {
      const principal = directory.findPrincipal(name) ?? newHostIdentity(directory, name)
      setHost(name, () => ({ systemAssigned: principal, userAssigned: [] }))
    }
    return { status: 200, body: { ...environmentOf(name), AZURE_POD_IDENTITY_AUTHORITY_HOST: imdsOf(name) } }
  }

  const answerAuthority = async (cloud: Cloud, path: string, request: LoopbackRequest): Promise<LoopbackResponse> => {
    const json = (body: unknown): LoopbackResponse => ({
      status: 200,
      body,
      headers: { 'cache-control': 'max-age=3600' },
    })
    if (path.endsWith('/discovery/instance')) return json(instanceDiscovery(cloud))
    const [, tenant = '', rest = ''] = /^\/([^/]+)\/(.+)$/.exec(path) ?? []
    const version = rest.includes('v2.0') ? 2 : 1
    const metadata = /^(v2\.0\/)?\.well-known\/openid-configuration$/.test(rest)
    const isKeys = /^discovery\/(v2\.0\/)?keys$/.test(rest)
    const isToken = /^oauth2\/(v2\.0\/)?token$/.test(rest)
    try {
      if (metadata || isKeys) requireTenant(directory, tenant)
      if (request.method === 'GET' && metadata) return json(openIdConfiguration(cloud, tenant, version))
      if (request.method === 'GET' && isKeys) return json(keySet(keys, { cloud, tenant, version }))
      if (request.method === 'POST' && isToken)
        return await answerTokenRequest({
          cloud,
          directory,
          keys,
          tenant,
          now: now(),
          endpointVersion: version,
          form: new URLSearchParams(request.body),
          authorization: request.headers.authorization,
        })
    } catch (error) {
      if (error instanceof IdentityError) return errorResponse(error, now())
      throw error
    }
    return {
      status: 404,
      body: { error: 'not_found', error_description: `The local issuer has no ${request.method} ${path}.` },
    }
  }

  const servers = await listenForClouds((cloud) => (request) => route(cloud, request), {
    port: options.port ?? 0,
    ...(options.log ? { log: options.log } : {}),
  })
  Object.assign(origins, servers.origins)

  return {
    url: origins.public,
    origins,
    directory,
    keys,
    setHost,
    environmentOf,
    imdsOf,
    managedIdentityToken: (name, { resource, identity }) =>
      managedIdentityToken(platform, hostNamed(name), { resource, identity: identity ?? {} }),
    issue: (order) => issueLocalToken(platform, order),
    verify: (token, audiences) =>
      verifyToken(keys, token, { audiences, issuers: issuersOf(directory.tenantId), now: now() }),
    close: servers.close,
  }
}

function newHostIdentity(directory: Directory, name: string): Principal {
  const principal: Principal = {
    name,
    kind: 'system-assigned',
    clientId: idOf(`${name}/client`),
    objectId: idOf(`${name}/object`),
  }
  directory.addPrincipal(principal)
  return principal
}

function requireTenant(directory: Directory, tenant: string): void {
  const known = [directory.tenantId, 'common', 'organizations', 'consumers']
  if (!known.includes(tenant.toLowerCase())) throw new IdentityError('AADSTS90002', tenant)
}

function cloudOfHost(header: string | string[] | undefined): Cloud | undefined {
  const host = String(header ?? '').toLowerCase()
  return Object.values(clouds).find((cloud) => cloud.loginHosts.includes(host))
}
