import { member, type } from '../definition.ts'

export default type({
  name: 'ISustainabilityInfo',
  summary: 'The carbon intensity of the region.',
  kind: 'interface',
  members: [member('string CurrentCarbonIntensity', 'The category.')],
})
