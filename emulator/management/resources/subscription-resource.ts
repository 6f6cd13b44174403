import { page } from '../listing.ts'
import { nameOf, resource } from '../resource.ts'

/**
 * The resources of the subscription that have identities: those who may call an API.
 * https://learn.microsoft.com/rest/api/resources/resources/list
 */
export default resource({
  pattern: '/subscriptions/{subscriptionId}/resources/{name}',
  list: (call) => {
    const { cx } = call
    const owners = cx.identities.all().filter(({ kind }) => kind === 'system-assigned')
    return page(
      call,
      owners.map(({ principalId, resourceId }) => ({
        id: resourceId,
        name: nameOf(resourceId),
        type: typeOf(resourceId),
        location: cx.location,
        identity: { type: 'SystemAssigned', principalId, tenantId: cx.tenantId },
      })),
    )
  },
})

/** `Microsoft.DataFactory/factories` of `…/providers/Microsoft.DataFactory/factories/x`. */
const typeOf = (id: string): string => id.split('/').slice(6, 8).join('/')
