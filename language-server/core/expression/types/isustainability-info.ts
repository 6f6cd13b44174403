import { clrType } from '../clr/clr-type.ts'
import type { ClrView } from '../clr/context-view.ts'
import { ClrEnum } from '../clr/values.ts'
import type { DeploymentModel } from '../context-model.ts'
import { enumerationValues, member, type } from '../definition.ts'

const category = clrType('CarbonIntensityCategory')

export default type({
  name: 'ISustainabilityInfo',
  summary: 'The carbon intensity of the region.',
  kind: 'interface',
  members: [
    member(
      'CarbonIntensityCategory CurrentCarbonIntensity',
      'The category.',
      (_call, { model }: ClrView<DeploymentModel>) => {
        const values = enumerationValues(category.name) ?? {}
        return new ClrEnum(category, values[model.carbonIntensity ?? ''] ?? 0, values)
      },
    ),
  ],
})
