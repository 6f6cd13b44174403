import { fieldError } from '../arm-error.ts'
import { entityResource } from '../entity.ts'
import { type Call, nameOf, serviceIdOf, servicePattern } from '../resource.ts'
import { newSubscriptionKey } from '../subscription-keys.ts'

/** A subscription of a developer to a product, an API or all APIs. Its keys are told only by `listSecrets`. */
export default entityResource({
  pattern: `${servicePattern}/subscriptions/{sid}`,
  type: 'Microsoft.ApiManagement/service/subscriptions',
  title: 'Subscription',
  prepare(call, incoming, existing) {
    const { primaryKey: _primary, secondaryKey: _secondary, ...given } = incoming.properties
    const properties = {
      state: 'active',
      createdDate: existing?.content.properties.createdDate ?? new Date(call.cx.now()).toISOString(),
      ...given,
    }
    const { displayName, scope } = properties as Record<string, unknown>
    if (typeof displayName !== 'string' || displayName === '')
      throw fieldError('displayName', 'DisplayName is required.')
    return { ...incoming, properties: { ...properties, scope: fullScope(call, scope) } }
  },
  stored(call, _entity, { properties }) {
    const known = call.cx.store.secrets(call.id)
    const keyOf = (name: 'primaryKey' | 'secondaryKey'): string => {
      const given = properties[name]
      return typeof given === 'string' ? given : (known[name] ?? newSubscriptionKey())
    }
    call.cx.store.setSecrets(call.id, { primaryKey: keyOf('primaryKey'), secondaryKey: keyOf('secondaryKey') })
  },
  actions: {
    listSecrets: (call) => {
      const { primaryKey, secondaryKey } = call.cx.store.secrets(call.id)
      return {
        status: 200,
        headers: { etag: call.cx.store.get(call.id)?.etag ?? '' },
        body: { primaryKey, secondaryKey },
      }
    },
    regeneratePrimaryKey: (call) => regenerate(call, 'primaryKey'),
    regenerateSecondaryKey: (call) => regenerate(call, 'secondaryKey'),
  },
})

function regenerate(call: Call, key: 'primaryKey' | 'secondaryKey') {
  call.cx.store.setSecrets(call.id, { ...call.cx.store.secrets(call.id), [key]: newSubscriptionKey() })
  return { status: 204 }
}

/** `/apis`, `/apis/orders` and `/products/x` may be written short or with the whole id of the instance. */
function fullScope(call: Call, scope: unknown): string {
  const short = /\/(apis(?:\/[^/]+)?|products\/[^/]+)$/i.exec(String(scope ?? ''))?.[1]
  if (!short) throw fieldError('scope', "Scope is required: '/apis', '/apis/{apiId}' or '/products/{productId}'.")
  const full = `${serviceIdOf(call.id)}/${short}`
  if (short.includes('/') && !call.cx.store.get(full))
    throw fieldError('scope', `The scope '/${short}' was not found: there is no '${nameOf(full)}'.`)
  return full
}
