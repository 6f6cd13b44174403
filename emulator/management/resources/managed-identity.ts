import { notFound } from '../arm-error.ts'
import { resource, servicePattern } from '../resource.ts'

/**
 * The system-assigned identity of a resource with its client id, which the resource itself does not tell:
 * https://learn.microsoft.com/rest/api/managedidentity/system-assigned-identities/get-by-scope
 */
export default resource({
  pattern: `${servicePattern}/providers/Microsoft.ManagedIdentity/identities/{name}`,
  get: ({ cx, id }) => {
    const scope = id.slice(0, id.indexOf('/providers/Microsoft.ManagedIdentity'))
    const owner = cx.store.get(scope)
    const identity = owner?.content.identity as { principalId?: string } | undefined
    if (!owner || !identity?.principalId) throw notFound('System-assigned identity')
    return {
      status: 200,
      body: {
        id: `${owner.id}/providers/Microsoft.ManagedIdentity/identities/default`,
        name: 'default',
        type: 'Microsoft.ManagedIdentity/identities',
        location: cx.location,
        properties: { tenantId: cx.tenantId, ...cx.identities.enableSystemAssigned(owner.id) },
      },
    }
  },
})
