import { ArmError, badRequest, fieldError, notFound } from './arm-error.ts'
import { isUnmodified, requireMatch, requireStatedMatch } from './conditions.ts'
import { page } from './listing.ts'
import { type Answer, type Call, type Handler, nameOf, type Resource, resource } from './resource.ts'
import type { Content, Entity } from './store.ts'

/** A resource type of the usual kind: stored JSON with an ETag, read and written under its pattern. */
export interface EntitySpec {
  readonly pattern: string
  /** `Microsoft.ApiManagement/service/apis` */
  readonly type: string
  /** The name in "… not found." */
  readonly title: string
  /** The content to store. @throws ArmError when the service would refuse it. */
  prepare?(call: Call, incoming: Content, existing: Entity | undefined): Content
  /** After the content is stored: secrets, children that come with it. */
  stored?(call: Call, entity: Entity, incoming: Content): void
  /** What GET shows of the content; all of it when absent. */
  present?(content: Content, call: Call, entity: Entity): Content
  /** @throws ArmError when the entity is still in use. */
  beforeDelete?(call: Call, entity: Entity): void
  readonly longRunning?: 'location' | 'status'
  readonly actions?: Resource['actions']
  /** Only reads. */
  readonly readOnly?: true
}

/** Titles of the parents that a path may name. */
const titles: Readonly<Record<string, string>> = {
  apis: 'API',
  operations: 'Operation',
  products: 'Product',
  service: 'Service',
  sites: 'Site',
  workspaces: 'Workspace',
}

export function entityResource(spec: EntitySpec): Resource {
  const show = (entity: Entity, call: Call): Record<string, unknown> => showEntity(spec, entity, call)
  const find = (call: Call): Entity => {
    requireParents(call)
    const entity = call.cx.store.get(call.id)
    if (!entity) throw notFound(spec.title)
    return entity
  }
  const write = (call: Call, incoming: Content, existing: Entity | undefined): Answer => {
    const content = spec.prepare?.(call, incoming, existing) ?? incoming
    const { created, entity } = call.cx.store.put(call.id, content)
    spec.stored?.(call, entity, incoming)
    return { status: created ? 201 : 200, headers: { etag: entity.etag }, body: show(entity, call) }
  }
  // The condition, the checks and the write happen in one turn, so that two writers cannot both have seen the same ETag.
  const writeNow = (call: Call, incoming: Content, existing: Entity | undefined): Answer => {
    if (spec.longRunning === undefined) return write(call, incoming, existing)
    if (spec.longRunning === 'location') return call.cx.operations.byLocation(call, write(call, incoming, existing))
    const result = caught(() => write(call, incoming, existing))
    return call.cx.operations.byStatus(call, inProgress(call, existing, result), result)
  }

  const get: Handler = (call) => {
    const asyncId = call.query.get('asyncId')
    if (asyncId && spec.longRunning) return call.cx.operations.result(asyncId)
    const entity = find(call)
    if (isUnmodified(call, entity)) return { status: 304, headers: { etag: entity.etag } }
    return { status: 200, headers: { etag: entity.etag }, body: show(entity, call) }
  }
  const reading = {
    pattern: spec.pattern,
    get,
    head: (call: Call): Answer => ({ status: 200, headers: { etag: find(call).etag } }),
    list: (call: Call): Answer => {
      requireParents(call)
      return page(
        call,
        call.cx.store.list(call.id).map((entity) => ({ name: nameOf(entity.id), ...show(entity, call) })),
      )
    },
    ...(spec.actions ? { actions: withExisting(spec.actions, find) } : {}),
  }
  if (spec.readOnly) return resource(reading)
  return resource({
    ...reading,
    put: (call) => {
      requireParents(call)
      requireName(nameOf(call.id))
      const existing = call.cx.store.get(call.id)
      requireMatch(call, existing)
      return writeNow(call, contentOf(call), existing)
    },
    patch: (call) => {
      const existing = find(call)
      requireStatedMatch(call, existing)
      const change = contentOf(call)
      const merged = {
        ...existing.content,
        ...change,
        properties: { ...existing.content.properties, ...change.properties },
      }
      return writeNow(call, merged, existing)
    },
    delete: (call) => {
      requireParents(call)
      const entity = call.cx.store.get(call.id)
      if (!entity) return { status: 204 }
      requireStatedMatch(call, entity)
      spec.beforeDelete?.(call, entity)
      call.cx.store.delete(call.id)
      return { status: 200 }
    },
  })
}

/** The JSON of an entity as ARM shows it. */
export function showEntity(
  spec: Pick<EntitySpec, 'type' | 'present'>,
  entity: Entity,
  call: Call,
): Record<string, unknown> {
  const content = spec.present?.(entity.content, call, entity) ?? entity.content
  return { id: entity.id, type: spec.type, name: nameOf(entity.id), ...content }
}

/** @throws ArmError 404 naming the nearest thing on the path that is not there. */
export function requireParents(call: Call): void {
  const segments = call.id.split('/')
  for (let end = 9; end < segments.length - 1; end += 2) {
    const parent = segments.slice(0, end).join('/')
    const collection = segments[end - 2] ?? ''
    if (titles[collection] && !call.cx.store.get(parent)) throw notFound(titles[collection])
  }
}

/** As the parameters of https://learn.microsoft.com/rest/api/apimanagement/apis/create-or-update have it. */
function requireName(name: string): void {
  if (name.length > 256 || /[*#&+:<>?]/.test(name))
    throw fieldError('name', `'${name}' is no name of a resource: at most 256 characters, and none of * # & + : < > ?`)
}

/** @throws ArmError 400 when the body is not JSON of a resource. */
export function contentOf(call: Call): Content {
  const body = call.body
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw badRequest('The request body must be a JSON object with "properties".', 'InvalidRequestContent')
  const { id: _id, name: _name, type: _type, properties, ...rest } = body as Record<string, unknown>
  if (properties !== undefined && (typeof properties !== 'object' || properties === null))
    throw badRequest('"properties" must be a JSON object.', 'InvalidRequestContent')
  return { ...rest, properties: (properties as Record<string, unknown> | undefined) ?? {} }
}

function caught(work: () => Answer): Answer | ArmError {
  try {
    return work()
  } catch (error) {
    if (error instanceof ArmError) return error
    throw error
  }
}

function inProgress(call: Call, existing: Entity | undefined, result: Answer | ArmError): Answer {
  const status = existing ? 200 : 201
  if (result instanceof Error)
    return { status, body: { id: call.id, name: nameOf(call.id), properties: { provisioningState: 'InProgress' } } }
  const body = result.body as { properties?: object }
  return {
    status,
    ...(result.headers ? { headers: result.headers } : {}),
    body: { ...body, properties: { ...body.properties, provisioningState: 'InProgress' } },
  }
}

const withExisting = (
  actions: NonNullable<Resource['actions']>,
  find: (call: Call) => Entity,
): NonNullable<Resource['actions']> =>
  Object.fromEntries(
    Object.entries(actions).map(([name, handler]) => {
      const guarded: Handler = (call) => {
        const item = { ...call, id: call.id.slice(0, call.id.lastIndexOf('/')) }
        find(item)
        return handler(item)
      }
      return [name, guarded]
    }),
  )
