import type { ClrView } from '../clr/context-view.ts'
import type { DeploymentModel } from '../context-model.ts'
import { member, type } from '../definition.ts'

/** https://learn.microsoft.com/azure/api-management/api-management-policy-expressions#ContextVariables */
export default type({
  name: 'IGatewayInfo',
  summary: 'A gateway.',
  kind: 'interface',
  members: [
    member(
      'string Id',
      '`managed` on a managed gateway.',
      (_call, { model }: ClrView<DeploymentModel>) => model.gatewayId,
    ),
    member(
      'string InstanceId',
      '`managed` on a managed gateway.',
      (_call, { model }: ClrView<DeploymentModel>) => model.gatewayInstanceId ?? model.gatewayId,
    ),
    member(
      'bool IsManaged',
      'Whether it is a managed gateway.',
      (_call, { model }: ClrView<DeploymentModel>) => model.gatewayId === 'managed',
    ),
  ],
})
