import { policyResource } from '../policy-entity.ts'
import { servicePattern } from '../resource.ts'

export default policyResource({
  of: `${servicePattern}/products/{productId}`,
  type: 'Microsoft.ApiManagement/service/products',
  scope: 'product',
})
