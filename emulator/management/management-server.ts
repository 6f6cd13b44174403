import { randomUUID } from 'node:crypto'
import { listenForClouds } from '../identity/cloud-servers.ts'
import { type Cloud, type CloudName, clouds } from '../identity/clouds.ts'
import {
  type dropConnection,
  isFromThisMachine,
  type LoopbackRequest,
  type LoopbackResponse,
} from '../loopback/server.ts'
import { ArmError, badRequest } from './arm-error.ts'
import { requireArmToken, type VerifyToken } from './authorisation.ts'
import { createFaults, type Faults, readFaults } from './faults.ts'
import { createLongRunningOperations } from './long-running.ts'
import { askNeighbour } from './neighbours.ts'
import { checkPolicy, type PolicyCheck } from './policy-validation.ts'
import {
  type Answer,
  type Call,
  type IdentityPort,
  type ManagementContext,
  type NeighbourPort,
  serviceIdOf,
  type TracePort,
} from './resource.ts'
import { resources } from './resources/index.gen.ts'
import { canonicalApiIds } from './revisions.ts'
import { createRouter } from './router.ts'
import type { Store } from './store.ts'

export interface ManagementOptions {
  readonly store: Store
  readonly tenantId: string
  readonly subscriptionId: string
  readonly resourceGroup: string
  readonly location: string
  readonly verify: VerifyToken
  readonly identities: IdentityPort
  readonly traces?: TracePort
  readonly neighbours?: NeighbourPort
  readonly checkPolicy?: PolicyCheck
  /** How many polls of a long-running operation say that it is not finished; 1 when absent. */
  readonly pendingPolls?: number
  readonly port?: number
  readonly now?: () => number
  readonly log?: (line: string) => void
}

export interface ManagementServer {
  /** The public cloud's origin. */
  readonly url: string
  readonly origins: Readonly<Record<CloudName, string>>
  readonly faults: Faults
  /** Does in process what a request with a valid token would do. @throws ArmError */
  send(request: ManagementRequest): Promise<Answer>
  close(): Promise<void>
}

export interface ManagementRequest {
  readonly method: string
  /** The path of the resource, names percent-encoded; the api-version is added. */
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

/** The version that `@azure/arm-apimanagement` 10 asks for. */
const ownApiVersion = '2024-05-01'

/** Azure Resource Manager for one subscription with one instance, on one loopback origin per cloud. */
export async function startManagementServer(options: ManagementOptions): Promise<ManagementServer> {
  const find = createRouter(resources)
  const faults = createFaults()
  const cx: ManagementContext = {
    store: options.store,
    operations: createLongRunningOperations(options.pendingPolls),
    tenantId: options.tenantId,
    subscriptionId: options.subscriptionId,
    resourceGroup: options.resourceGroup,
    location: options.location,
    checkPolicy: options.checkPolicy ?? checkPolicy,
    identities: options.identities,
    ...(options.traces ? { traces: options.traces } : {}),
    ...(options.neighbours ? { neighbours: options.neighbours } : {}),
    now: options.now ?? Date.now,
  }

  const dispatch = async (cloud: Cloud, request: LoopbackRequest, body: unknown): Promise<Answer> => {
    const { method } = request
    const url = new URL(request.url.pathname + request.url.search, `https://${cloud.armHost}`)
    requireApiVersion(url)
    const route = find(method, canonicalApiIds(cx.store, url.pathname))
    if (!route) throw noSuchResource(url.pathname)
    requireAncestors(cx, route.id)
    if (!route.handler) throw methodNotAllowed(method, url.pathname, route.allowed)
    const { id, parameters } = route
    const call: Call = {
      method,
      url,
      query: url.searchParams,
      headers: request.headers,
      body,
      id,
      parameters,
      cloud,
      cx,
    }
    const answer = await route.handler(call)
    if (method !== 'GET' && method !== 'HEAD') await cx.store.commit()
    return answer
  }

  const answer = async (
    listener: Cloud,
    request: LoopbackRequest,
  ): Promise<LoopbackResponse | typeof dropConnection> => {
    const cloud = cloudOfHost(request.headers['x-policywright-host']) ?? listener
    if (request.url.pathname.startsWith('/_local/')) return answerLocal(request)
    const fault = await faults.strike(request.method, request.url.pathname)
    if (fault) return fault
    const { status, headers, body } = await answerArm(cloud, request)
    const withId = { 'x-ms-request-id': randomUUID(), ...headers }
    return request.method === 'HEAD' ? { status, headers: withId } : { status, headers: withId, body }
  }

  const answerArm = async (cloud: Cloud, request: LoopbackRequest): Promise<Answer> => {
    try {
      await requireArmToken(request.headers, { cloud, tenantId: options.tenantId, verify: options.verify })
      return (
        (await askNeighbour(options.neighbours, cloud, request)) ??
        (await dispatch(cloud, request, parseBody(request.body)))
      )
    } catch (error) {
      if (error instanceof ArmError) return { status: error.status, headers: error.headers, body: error.body }
      throw error
    }
  }

  const answerLocal = async (request: LoopbackRequest): Promise<LoopbackResponse> => {
    const { pathname } = request.url
    if (request.method === 'GET' && pathname === '/_local/health') return { status: 200, body: { status: 'ok' } }
    if (!isFromThisMachine(request))
      return { status: 403, body: { error: { code: 'Forbidden', message: 'Not from this machine.' } } }
    if (request.method === 'GET' && pathname === '/_local/traces')
      return { status: 200, body: { value: options.traces?.list() ?? [] } }
    if (pathname === '/_local/neighbours' && options.neighbours) return answerNeighbour(options.neighbours, request)
    if (pathname === '/_local/faults' && request.method === 'POST') {
      const wanted = readFaults(request.body)
      if (typeof wanted === 'string') return { status: 400, body: { error: { code: 'BadRequest', message: wanted } } }
      for (const fault of wanted) faults.add(fault)
      return { status: 204 }
    }
    if (pathname === '/_local/faults' && request.method === 'DELETE') {
      faults.clear()
      return { status: 204 }
    }
    return { status: 404, body: { error: { code: 'NotFound', message: `There is no ${request.method} ${pathname}.` } } }
  }

  const servers = await listenForClouds((cloud) => (request) => answer(cloud, request), {
    port: options.port ?? 0,
    ...(options.log ? { log: options.log } : {}),
  })

  return {
    url: servers.origins.public,
    origins: servers.origins,
    faults,
    send: ({ body, headers = {}, method, path, query = {} }) => {
      const url = new URL(path, 'http://127.0.0.1')
      for (const [name, value] of Object.entries({ 'api-version': ownApiVersion, ...query }))
        url.searchParams.set(name, value)
      return dispatch(clouds.public, { method, url, headers, body: '' }, body)
    },
    close: () => {
      faults.close()
      return servers.close()
    },
  }
}

/** A client may name the host that it meant. */
function cloudOfHost(header: string | string[] | undefined): Cloud | undefined {
  const host = String(header ?? '').toLowerCase()
  return Object.values(clouds).find((cloud) => cloud.armHost === host)
}

function answerNeighbour(neighbours: NeighbourPort, request: LoopbackRequest): LoopbackResponse {
  try {
    if (request.method === 'POST') return { status: 200, body: neighbours.met(parseBody(request.body)) }
    if (request.method !== 'DELETE') return { status: 405 }
    neighbours.left(parseBody(request.body))
    return { status: 204 }
  } catch (error) {
    return { status: 400, body: { error: { code: 'BadRequest', message: (error as Error).message } } }
  }
}

function parseBody(text: string): unknown {
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch (error) {
    throw badRequest(
      `The request content was invalid and could not be deserialized: '${(error as Error).message}'.`,
      'InvalidRequestContent',
    )
  }
}

function requireApiVersion(url: URL): void {
  const version = url.searchParams.get('api-version')
  if (!version)
    throw badRequest(
      'The api-version query parameter (?api-version=) is required for all requests.',
      'MissingApiVersionParameter',
    )
  if (!/^\d{4}-\d{2}-\d{2}(-preview)?$/.test(version))
    throw badRequest(
      `The api-version '${version}' is invalid. It must be a date, as in 2024-05-01.`,
      'InvalidApiVersionParameter',
    )
}

/** The levels above a resource that ARM itself knows: subscription, resource group and the instance. */
function requireAncestors(cx: ManagementContext, id: string): void {
  const [, , subscription, , group, , , type, name] = id.split('/')
  if (subscription && subscription.toLowerCase() !== cx.subscriptionId)
    throw new ArmError(404, {
      code: 'SubscriptionNotFound',
      message: `The subscription '${subscription}' could not be found.`,
    })
  const inGroup = /^\/subscriptions\/[^/]+\/resourceGroups\//i.test(id)
  if (inGroup && group && group.toLowerCase() !== cx.resourceGroup.toLowerCase())
    throw new ArmError(404, { code: 'ResourceGroupNotFound', message: `Resource group '${group}' could not be found.` })
  if (inGroup && name && type?.toLowerCase() === 'service' && !cx.store.get(serviceIdOf(id)))
    throw new ArmError(404, {
      code: 'ResourceNotFound',
      message: `The Resource 'Microsoft.ApiManagement/service/${name}' under resource group '${group}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`,
    })
}

function noSuchResource(path: string): ArmError {
  const [, below] = /\/providers\/Microsoft\.ApiManagement\/service\/[^/]+\/(.+)/i.exec(path) ?? []
  // A collection, the collection of an item, or the name of an action.
  const segments = below?.split('/') ?? []
  const kind = segments[segments.length % 2 === 0 ? segments.length - 2 : segments.length - 1]
  return kind === undefined
    ? new ArmError(404, { code: 'NotFound', message: `The local instance has nothing at ${path}.` })
    : new ArmError(501, { code: 'NotImplemented', message: `The local instance has no '${kind}' at ${path}.` })
}

const methodNotAllowed = (method: string, path: string, allowed: readonly string[]): ArmError =>
  new ArmError(
    405,
    { code: 'HttpMethodNotSupported', message: `The local instance does not answer ${method} ${path}.` },
    { allow: allowed.join(', ') },
  )
