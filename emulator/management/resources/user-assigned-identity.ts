import { page } from '../listing.ts'
import { nameOf, resource } from '../resource.ts'

/** https://learn.microsoft.com/rest/api/managedidentity/user-assigned-identities/list-by-subscription */
export default resource({
  pattern: '/subscriptions/{subscriptionId}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/{name}',
  list: (call) => {
    const { cx } = call
    const identities = cx.identities.all().filter(({ kind }) => kind === 'user-assigned')
    return page(
      call,
      identities.map(({ clientId, principalId, resourceId }) => ({
        id: resourceId,
        name: nameOf(resourceId),
        type: 'Microsoft.ManagedIdentity/userAssignedIdentities',
        location: cx.location,
        properties: { tenantId: cx.tenantId, principalId, clientId },
      })),
    )
  },
})
