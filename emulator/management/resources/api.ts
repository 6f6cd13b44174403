import { fieldError, notImitated } from '../arm-error.ts'
import { type EntitySpec, entityResource } from '../entity.ts'
import { operationsOfOpenApi, readOpenApi } from '../open-api.ts'
import { type Call, nameOf, servicePattern } from '../resource.ts'
import { revisionsOf } from '../revisions.ts'
import type { Content, Entity } from '../store.ts'

const spec: EntitySpec = {
  pattern: `${servicePattern}/apis/{apiId}`,
  type: 'Microsoft.ApiManagement/service/apis',
  title: 'API',
  prepare(call, incoming, existing) {
    const { format, value, sourceApiId: _source, ...given } = incoming.properties
    const imported = format === undefined ? undefined : readOpenApi(String(format), value)
    const before = existing?.content.properties ?? {}
    const properties = {
      subscriptionRequired: true,
      protocols: ['https'],
      subscriptionKeyParameterNames: { header: 'Ocp-Apim-Subscription-Key', query: 'subscription-key' },
      apiRevision: revisionOf(call.parameters.apiId ?? ''),
      isCurrent: !call.parameters.apiId?.includes(';rev='),
      ...(imported ? before : {}),
      ...(imported?.title ? { displayName: imported.title } : {}),
      ...(imported?.serviceUrl ? { serviceUrl: imported.serviceUrl } : {}),
      ...given,
    }
    const { displayName, path } = properties as { displayName?: unknown; path?: unknown }
    if (typeof displayName !== 'string' || displayName === '')
      throw fieldError('displayName', 'DisplayName is required.')
    if (typeof path !== 'string') throw fieldError('path', 'Path is required; it may be empty.')
    refuseTakenPath(call, properties)
    return { ...incoming, properties: { ...properties, path: path.replace(/^\/+|\/+$/g, '') } }
  },
  stored(call, api, incoming) {
    const { format, sourceApiId, value } = incoming.properties
    if (format !== undefined) importOperations(call, api, readOpenApi(String(format), value))
    if (typeof sourceApiId === 'string') copyFrom(call, api, sourceApiId)
  },
  present(content, call) {
    if (call.query.has('export')) throw notImitated('export of API definitions')
    return content
  },
  beforeDelete(call, api) {
    const { store } = call.cx
    if (call.query.get('deleteRevisions') === 'true')
      for (const other of revisionsOf(store, api.id)) store.delete(other.id)
    for (const { id } of store.all())
      if (
        /\/products\/[^/]+\/apis\/[^/]+$/i.test(id) &&
        nameOf(id).toLowerCase() === call.parameters.apiId?.toLowerCase()
      )
        store.delete(id)
  },
}

export default entityResource(spec)

const revisionOf = (apiId: string): string => /;rev=(\d+)$/.exec(apiId)?.[1] ?? '1'

function refuseTakenPath(call: Call, properties: Content['properties']): void {
  const own = baseName(call.id)
  const collection = call.id.slice(0, call.id.lastIndexOf('/'))
  const key = (of: Content['properties']) =>
    `${String(of.path).replace(/^\/+|\/+$/g, '')}#${of.apiVersionSetId ?? ''}#${of.apiVersion ?? ''}`
  const other = call.cx.store
    .list(collection)
    .find((api) => baseName(api.id) !== own && key(api.content.properties) === key(properties))
  if (other)
    throw fieldError(
      'path',
      `The API '${nameOf(other.id)}' has the path '${properties.path}' already: two APIs cannot share one.`,
    )
}

const baseName = (id: string): string =>
  nameOf(id)
    .replace(/;rev=\d+$/, '')
    .toLowerCase()

function importOperations(call: Call, api: Entity, imported: ReturnType<typeof readOpenApi>): void {
  const { store } = call.cx
  const operations = operationsOfOpenApi(imported)
  for (const known of store.list(`${api.id}/operations`))
    if (!operations.some(({ name }) => name === nameOf(known.id))) store.delete(known.id)
  for (const { name, properties } of operations) store.put(`${api.id}/operations/${name}`, { properties })
}

/** A new revision starts as a copy of another one: operations and policies. */
function copyFrom(call: Call, api: Entity, source: string): void {
  const { store } = call.cx
  const from = `${call.id.slice(0, call.id.lastIndexOf('/'))}/${nameOf(source)}`.toLowerCase()
  for (const entity of store.all())
    if (entity.id.toLowerCase().startsWith(`${from}/`)) store.put(api.id + entity.id.slice(from.length), entity.content)
}
