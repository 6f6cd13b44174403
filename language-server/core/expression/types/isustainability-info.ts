import type { ClrView } from '../clr/context-view.ts'
import type { DeploymentModel } from '../context-model.ts'
import { member, type } from '../definition.ts'

export default type({
  name: 'ISustainabilityInfo',
  summary: 'The carbon intensity of the region.',
  kind: 'interface',
  members: [
    member(
      'string CurrentCarbonIntensity',
      'The category.',
      (_call, { model }: ClrView<DeploymentModel>) => model.carbonIntensity ?? 'NotAvailable',
    ),
  ],
})
