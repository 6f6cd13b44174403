import { policyResource } from '../policy-entity.ts'
import { servicePattern } from '../resource.ts'

export default policyResource({
  of: servicePattern,
  type: 'Microsoft.ApiManagement/service',
  scope: 'global',
})
