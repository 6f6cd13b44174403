import { resource } from '../resource.ts'
import { listSites } from '../site-entity.ts'

/** `webApps.list()`: every app of the subscription. */
export default resource({
  pattern: '/subscriptions/{subscriptionId}/providers/Microsoft.Web/sites/{siteName}',
  list: (call) => {
    const { cx } = call
    return listSites(
      call,
      `/subscriptions/${cx.subscriptionId}/resourceGroups/${cx.resourceGroup}/providers/Microsoft.Web/sites`,
    )
  },
})
