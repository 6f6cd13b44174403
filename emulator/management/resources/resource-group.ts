import { type Call, resource } from '../resource.ts'

const describe = ({ cx }: Call) => ({
  id: `/subscriptions/${cx.subscriptionId}/resourceGroups/${cx.resourceGroup}`,
  name: cx.resourceGroup,
  type: 'Microsoft.Resources/resourceGroups',
  location: cx.location,
  properties: { provisioningState: 'Succeeded' },
})

export default resource({
  pattern: '/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}',
  get: (call) => ({ status: 200, body: describe(call) }),
  list: (call) => ({ status: 200, body: { value: [describe(call)] } }),
})
