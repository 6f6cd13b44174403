import { fieldError } from '../arm-error.ts'
import { entityResource } from '../entity.ts'
import { servicePattern } from '../resource.ts'

export default entityResource({
  pattern: `${servicePattern}/products/{productId}`,
  type: 'Microsoft.ApiManagement/service/products',
  title: 'Product',
  prepare(_call, incoming) {
    const properties = {
      subscriptionRequired: true,
      state: 'notPublished',
      ...incoming.properties,
    }
    const { displayName, state } = properties as Record<string, unknown>
    if (typeof displayName !== 'string' || displayName === '')
      throw fieldError('displayName', 'DisplayName is required.')
    if (state !== 'published' && state !== 'notPublished')
      throw fieldError('state', `'${state}' is not a state of a product: use published or notPublished.`)
    return { ...incoming, properties }
  },
})
