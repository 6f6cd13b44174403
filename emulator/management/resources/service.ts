import { fieldError } from '../arm-error.ts'
import { contentOf, entityResource, showEntity } from '../entity.ts'
import { type Call, resource } from '../resource.ts'
import { listServices, type StoredIdentity, serviceSpec } from '../service-entity.ts'
import type { Content } from '../store.ts'

/** Instances are not made or deleted here; a PATCH changes tags and identities, as a long-running operation. */
export default resource({
  ...entityResource(serviceSpec),
  patch: (call) => {
    const existing = call.cx.store.get(call.id)
    if (!existing) throw fieldError('serviceName', 'The service does not exist.')
    const { identity, tags, properties, ...unknown } = contentOf(call)
    const refused = [...Object.keys(unknown), ...Object.keys(properties).map((name) => `properties.${name}`)][0]
    if (refused)
      throw fieldError(refused, `The local instance changes only "identity" and "tags" of a service, not "${refused}".`)
    const { entity } = call.cx.store.put(call.id, {
      ...existing.content,
      ...(tags === undefined ? {} : { tags }),
      ...(identity === undefined ? {} : { identity: newIdentity(call, identity as Partial<StoredIdentity>) }),
    })
    const body = showEntity(serviceSpec, entity, call)
    return call.cx.operations.byLocation(
      call,
      { status: 200, headers: { etag: entity.etag }, body },
      'operationresults',
    )
  },
  list: (call) => listServices(call, call.id),
})

/** A PATCH replaces the list of user-assigned identities: those it does not name are gone. */
function newIdentity(call: Call, wanted: Partial<StoredIdentity>): Content['identity'] {
  const kinds = (wanted.type ?? 'None').split(',').map((kind) => kind.trim().toLowerCase())
  const known = ['none', 'systemassigned', 'userassigned']
  const unknown = kinds.find((kind) => !known.includes(kind))
  if (unknown !== undefined)
    throw fieldError(
      'identity.type',
      `'${wanted.type}' is not a type of identity: use SystemAssigned, UserAssigned, both, or None.`,
    )

  const system = kinds.includes('systemassigned')
  if (!system) call.cx.identities.disableSystemAssigned(call.id)
  const userAssigned = kinds.includes('userassigned')
    ? Object.keys(wanted.userAssignedIdentities ?? {}).map((id) => [id, userAssignedOf(call, id)])
    : []
  return {
    type:
      [...(system ? ['SystemAssigned'] : []), ...(userAssigned.length > 0 ? ['UserAssigned'] : [])].join(', ') ||
      'None',
    ...(system ? { principalId: call.cx.identities.enableSystemAssigned(call.id).principalId } : {}),
    ...(userAssigned.length > 0 ? { userAssignedIdentities: Object.fromEntries(userAssigned) } : {}),
  }
}

function userAssignedOf(call: Call, id: string) {
  const ids = call.cx.identities.userAssigned(id)
  if (!ids) throw fieldError('identity.userAssignedIdentities', `The identity '${id}' was not found.`)
  return ids
}
