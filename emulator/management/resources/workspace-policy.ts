import { policyResource } from '../policy-entity.ts'
import { workspacePattern } from '../resource.ts'

export default policyResource({
  of: workspacePattern,
  type: 'Microsoft.ApiManagement/service/workspaces',
  scope: 'workspace',
})
