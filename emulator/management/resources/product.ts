import { fieldError } from '../arm-error.ts'
import { entityResource } from '../entity.ts'
import { nameOf, serviceIdOf, servicePattern } from '../resource.ts'

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
  beforeDelete(call, product) {
    const { store } = call.cx
    const subscriptions = store
      .list(`${serviceIdOf(call.id)}/subscriptions`)
      .filter(({ content }) => String(content.properties.scope).toLowerCase() === product.id.toLowerCase())
    if (subscriptions.length > 0 && call.query.get('deleteSubscriptions') !== 'true')
      throw fieldError(
        'productId',
        `The product has subscriptions (${subscriptions.map(({ id }) => nameOf(id)).join(', ')}): delete them, or ask for it with deleteSubscriptions=true.`,
      )
    for (const { id } of subscriptions) store.delete(id)
  },
})
