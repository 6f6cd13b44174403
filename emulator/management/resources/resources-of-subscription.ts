import { page } from '../listing.ts'
import { nameOf, resource } from '../resource.ts'

/**
 * What the subscription holds, as far as it has a managed identity: https://learn.microsoft.com/rest/api/resources/resources/list
 * A resource tells the object id of its system-assigned identity and not the client id.
 */
export default resource({
  pattern: '/subscriptions/{subscriptionId}/resources/{name}',
  list: (call) => {
    const { cx } = call
    return page(
      call,
      cx.identities.all().map(({ kind, principalId, resourceId }) => ({
        id: resourceId,
        name: nameOf(resourceId),
        type: typeOf(resourceId),
        location: cx.location,
        ...(kind === 'system-assigned'
          ? { identity: { type: 'SystemAssigned', principalId, tenantId: cx.tenantId } }
          : {}),
      })),
    )
  },
})

/** `Microsoft.Web/sites` of `/subscriptions/…/providers/Microsoft.Web/sites/orders`. */
const typeOf = (resourceId: string): string => resourceId.split('/').slice(-3, -1).join('/')
