import type { GatewayApi, GatewayOperation } from '../configuration.ts'
import type { HeaderList } from '../pipeline/header-list.ts'
import { queryMap } from '../pipeline/query-string.ts'
import { splitPath, type UrlTemplate, urlTemplate } from './url-template.ts'

export interface RouteRequest {
  readonly method: string
  readonly path: string
  readonly query: string
  readonly headers: HeaderList
}

export interface Route {
  readonly api: GatewayApi
  /** Absent: the API is known, but no operation of it matches. */
  readonly operation: GatewayOperation | undefined
  readonly parameters: ReadonlyMap<string, string>
  /** The path below the API, with its leading slash. */
  readonly path: string
}

export interface Router {
  find(request: RouteRequest): Route | undefined
}

interface OperationRoute {
  readonly operation: GatewayOperation
  readonly template: UrlTemplate
}

interface ApiRoute {
  readonly api: GatewayApi
  readonly operations: readonly OperationRoute[]
}

const noParameters: ReadonlyMap<string, string> = new Map()

/**
 * Finds the API by the longest path (with its version segment where versions are written so), then the operation by method
 * and URL template, the most specific template first. Paths compare without case.
 * https://learn.microsoft.com/azure/api-management/api-management-versions
 */
export function createRouter(apis: readonly GatewayApi[]): Router {
  const byPath = new Map<string, ApiRoute[]>()
  let deepest = 0
  for (const api of apis) {
    const key = keyOf(api)
    const segments = splitPath(key)
    deepest = Math.max(deepest, segments.length)
    const entry = { api, operations: operationRoutes(api) }
    const others = byPath.get(segments.join('/'))
    if (others) others.push(entry)
    else byPath.set(segments.join('/'), [entry])
  }

  return {
    find(request) {
      const segments = splitPath(request.path)
      let fallback: Route | undefined
      for (let depth = Math.min(deepest, segments.length); depth >= 0; depth--) {
        const key = depth === 0 ? '' : segments.slice(0, depth).join('/').toLowerCase()
        const candidates = byPath.get(key)
        if (!candidates) continue
        const chosen = candidates.find(({ api }) => isVersionOf(api, request))
        if (!chosen) continue
        const route = findOperation(chosen, request, segments.slice(depth))
        if (route.operation) return route
        fallback ??= route
      }
      return fallback
    },
  }
}

/** `orders/v2`, or `orders;rev=3` for a revision that is not the current one. */
function keyOf(api: GatewayApi): string {
  const version = api.version?.scheme === 'segment' ? [api.version.value] : []
  const base = [...splitPath(api.path), ...version].join('/')
  return (api.isCurrent ? base : `${base};rev=${api.revision}`).toLowerCase()
}

function isVersionOf(api: GatewayApi, request: RouteRequest): boolean {
  const { version } = api
  if (!version || version.scheme === 'segment') return true
  const name = version.name ?? 'api-version'
  const asked = version.scheme === 'header' ? request.headers.first(name) : queryMap(request.query).get(name)?.[0]
  return (asked ?? '') === version.value
}

function operationRoutes(api: GatewayApi): OperationRoute[] {
  return api.operations
    .map((operation) => ({ operation, template: urlTemplate(operation.urlTemplate) }))
    .sort((a, b) => (a.template.rank < b.template.rank ? -1 : a.template.rank > b.template.rank ? 1 : 0))
}

function findOperation({ api, operations }: ApiRoute, request: RouteRequest, below: readonly string[]): Route {
  const path = below.length === 0 ? '/' : `/${below.join('/')}${request.path.endsWith('/') ? '/' : ''}`
  const query = () => queryMap(request.query)
  for (const { operation, template } of operations) {
    if (operation.method !== request.method && operation.method !== '*') continue
    const parameters = template.match(below, query)
    if (parameters) return { api, operation, parameters, path }
  }
  return { api, operation: undefined, parameters: noParameters, path }
}
