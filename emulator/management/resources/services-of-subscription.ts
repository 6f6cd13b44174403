import { resource } from '../resource.ts'
import { listServices } from '../service-entity.ts'

/** `apiManagementService.list()`: every instance of the subscription. */
export default resource({
  pattern: '/subscriptions/{subscriptionId}/providers/Microsoft.ApiManagement/service/{serviceName}',
  list: (call) => {
    const { cx } = call
    return listServices(
      call,
      `/subscriptions/${cx.subscriptionId}/resourceGroups/${cx.resourceGroup}/providers/Microsoft.ApiManagement/service`,
    )
  },
})
