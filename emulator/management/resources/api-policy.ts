import { policyResource } from '../policy-entity.ts'
import { servicePattern } from '../resource.ts'

export default policyResource({
  of: `${servicePattern}/apis/{apiId}`,
  type: 'Microsoft.ApiManagement/service/apis',
  scope: 'api',
})
