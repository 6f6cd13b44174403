import { ArmError } from '../arm-error.ts'
import { type Call, resource } from '../resource.ts'

const describe = ({ cx }: Call) => ({
  id: `/subscriptions/${cx.subscriptionId}`,
  authorizationSource: 'RoleBased',
  subscriptionId: cx.subscriptionId,
  tenantId: cx.tenantId,
  displayName: 'Policywright local',
  state: 'Enabled',
  subscriptionPolicies: { locationPlacementId: 'Public_2014-09-01', quotaId: 'Local', spendingLimit: 'Off' },
})

export default resource({
  pattern: '/subscriptions/{subscriptionId}',
  get: (call) => {
    requireSubscription(call)
    return { status: 200, body: describe(call) }
  },
  list: (call) => ({
    status: 200,
    body: { value: [describe(call)], count: { type: 'Total', value: 1 } },
  }),
})

function requireSubscription({ cx, parameters }: Call): void {
  const { subscriptionId = '' } = parameters
  if (subscriptionId.toLowerCase() !== cx.subscriptionId)
    throw new ArmError(404, {
      code: 'SubscriptionNotFound',
      message: `The subscription '${subscriptionId}' could not be found.`,
    })
}
