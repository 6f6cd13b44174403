import type { Handler, Resource } from './resource.ts'

export interface Route {
  readonly handler: Handler | undefined
  readonly id: string
  readonly parameters: Readonly<Record<string, string>>
  readonly allowed: readonly string[]
}

interface CompiledRoute {
  readonly segments: readonly string[]
  readonly handlers: Readonly<Record<string, Handler | undefined>>
}

/** Finds the resource whose pattern a path has. Fixed segments compare without case, as in Azure Resource Manager. */
export function createRouter(resources: readonly Resource[]): (method: string, path: string) => Route | undefined {
  const byLength = new Map<number, CompiledRoute[]>()
  const add = (segments: readonly string[], handlers: CompiledRoute['handlers']) => {
    const routes = byLength.get(segments.length) ?? []
    const same = routes.find((route) => route.segments.join('/') === segments.join('/'))
    if (same) routes[routes.indexOf(same)] = { segments, handlers: { ...same.handlers, ...handlers } }
    else routes.push({ segments, handlers })
    byLength.set(segments.length, routes)
  }
  for (const resource of resources) {
    const segments = resource.pattern.split('/').slice(1)
    const item = present({
      GET: resource.get,
      HEAD: resource.head,
      PUT: resource.put,
      PATCH: resource.patch,
      DELETE: resource.delete,
    })
    if (Object.keys(item).length > 0) add(segments, item)
    if (resource.list) add(segments.slice(0, -1), { GET: resource.list })
    for (const [name, handler] of Object.entries(resource.actions ?? {})) add([...segments, name], { POST: handler })
  }

  return (method, path) => {
    const segments = path.replace(/\/+$/, '').split('/').slice(1)
    const matching = (byLength.get(segments.length) ?? []).filter((route) => matches(route.segments, segments))
    const route = matching.find(({ handlers }) => handlers[method]) ?? matching[0]
    if (!route) return undefined
    const decoded = segments.map(decodeURIComponent)
    const parameters: Record<string, string> = {}
    route.segments.forEach((segment, at) => {
      if (segment.startsWith('{')) parameters[segment.slice(1, -1)] = decoded[at] ?? ''
    })
    const id = route.segments.map((segment, at) => (segment.startsWith('{') ? decoded[at] : segment)).join('/')
    return { handler: route.handlers[method], id: `/${id}`, parameters, allowed: Object.keys(route.handlers) }
  }
}

const matches = (pattern: readonly string[], segments: readonly string[]): boolean =>
  pattern.every((part, at) =>
    part.startsWith('{') ? segments[at] !== '' : part.toLowerCase() === segments[at]?.toLowerCase(),
  )

const present = (handlers: CompiledRoute['handlers']): CompiledRoute['handlers'] =>
  Object.fromEntries(Object.entries(handlers).filter(([, handler]) => handler))
