import { requireParents } from '../entity.ts'
import { page } from '../listing.ts'
import { nameOf, resource, serviceIdOf, servicePattern } from '../resource.ts'

/** The products that an API is in: the links are stored with the products. */
export default resource({
  pattern: `${servicePattern}/apis/{apiId}/products/{productId}`,
  list: (call) => {
    requireParents(call)
    const { store } = call.cx
    const products = store
      .list(`${serviceIdOf(call.id)}/products`)
      .filter((product) => store.get(`${product.id}/apis/${call.parameters.apiId}`))
    return page(
      call,
      products.map(({ id, content: { properties } }) => ({
        id,
        type: 'Microsoft.ApiManagement/service/products',
        name: nameOf(id),
        properties,
      })),
    )
  },
})
