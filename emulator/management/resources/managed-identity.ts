import { notFound } from '../arm-error.ts'
import { resource } from '../resource.ts'

/**
 * The system-assigned identity of any resource with its client id, which the resource itself does not tell:
 * https://learn.microsoft.com/rest/api/managedidentity/system-assigned-identities/get-by-scope
 */
export default resource({
  pattern:
    '/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/{namespace}/{resourceType}/{resourceName}/providers/Microsoft.ManagedIdentity/identities/{name}',
  get: ({ cx, id }) => {
    const scope = id.slice(0, id.indexOf('/providers/Microsoft.ManagedIdentity'))
    const ids = cx.identities.systemAssigned(scope)
    if (!ids) throw notFound('System-assigned identity')
    return {
      status: 200,
      body: {
        id: `${scope}/providers/Microsoft.ManagedIdentity/identities/default`,
        name: 'default',
        type: 'Microsoft.ManagedIdentity/identities',
        location: cx.location,
        properties: { tenantId: cx.tenantId, ...ids },
      },
    }
  },
})
