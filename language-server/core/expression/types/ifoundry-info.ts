import { member, type } from '../definition.ts'

/**
 * https://learn.microsoft.com/azure/api-management/api-management-policy-expressions#ContextVariables
 *
 * The policy that the portal writes for an API of a Foundry project reads it.
 */
export default type({
  name: 'IFoundryInfo',
  summary: 'What the call asks of Microsoft Foundry.',
  kind: 'interface',
  members: [member('string Deployment', 'The name of the deployed model that the call is for.')],
})
