import { notFound } from '../arm-error.ts'
import { requireParents } from '../entity.ts'
import { page } from '../listing.ts'
import { type Answer, type Call, nameOf, resource, serviceIdOf, servicePattern } from '../resource.ts'
import type { Entity } from '../store.ts'

/** A link between a product and an API, shown as the API. */
export default resource({
  pattern: `${servicePattern}/products/{productId}/apis/{apiId}`,
  head: (call) => {
    requireParents(call)
    if (!call.cx.store.get(call.id)) throw notFound('API')
    return { status: 204 }
  },
  put: (call): Answer => {
    requireParents(call)
    const api = apiOf(call, call.parameters.apiId ?? '')
    if (!api) throw notFound('API')
    const { created } = call.cx.store.put(call.id, { properties: {} })
    return { status: created ? 201 : 200, body: show(call, api) }
  },
  delete: (call) => {
    requireParents(call)
    if (!call.cx.store.get(call.id)) return { status: 204 }
    call.cx.store.delete(call.id)
    return { status: 200 }
  },
  list: (call) => {
    requireParents(call)
    const links = call.cx.store.list(call.id)
    const apis = links.flatMap((link) => apiOf(call, nameOf(link.id)) ?? [])
    return page(
      call,
      apis.map((api) => show(call, api)),
    )
  },
})

const apiOf = (call: Call, name: string): Entity | undefined =>
  call.cx.store.get(`${serviceIdOf(call.id)}/apis/${name}`)

const show = (call: Call, api: Entity) => ({
  id: `${serviceIdOf(call.id)}/products/${call.parameters.productId}/apis/${nameOf(api.id)}`,
  type: 'Microsoft.ApiManagement/service/products/apis',
  name: nameOf(api.id),
  properties: api.content.properties,
})
