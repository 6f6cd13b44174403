import { policyResource } from '../policy-entity.ts'
import { servicePattern } from '../resource.ts'

export default policyResource({
  of: `${servicePattern}/apis/{apiId}/operations/{operationId}`,
  type: 'Microsoft.ApiManagement/service/apis/operations',
  scope: 'operation',
})
