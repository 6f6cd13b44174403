import type { InstancePort, PolicyRef } from '../azure/apim-port.ts'
import type { Ports } from './ports.ts'

/**
 * Ways around the policy of a product, each a sentence: it runs for calls with a key of the product alone, so that an API which asks for none
 * is called past it. https://learn.microsoft.com/azure/api-management/api-management-subscriptions
 * @throws ServiceError
 */
export async function waysAroundProduct(
  ports: Ports,
  instance: InstancePort | undefined,
  target: PolicyRef | undefined,
): Promise<readonly string[]> {
  if (instance === undefined || target?.kind !== 'product' || target.workspace !== undefined) return []
  const { product } = target
  const open = await ports.progress(`Reading the APIs of product ${product}`, async (signal) => {
    const held = await instance.listProductApis(product, { signal })
    return (await instance.listApis({ signal })).filter((api) => held.includes(api.id) && !api.subscriptionRequired)
  })
  return open.map(
    ({ displayName, id }) =>
      `${displayName} (${id}) asks for no subscription key, and the policy of product ${product} does not run for calls without one. Secure the API itself, or switch "Subscription required" on for it.`,
  )
}
