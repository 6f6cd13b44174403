import { SubscriptionClient } from '@azure/arm-resources-subscriptions'
import type { CallOptions, Subscription } from './apim-port.ts'
import { aborting, attempt, clientOptions, collect, sameOriginPolicy } from './arm-client.ts'
import type { ConnectOptions } from './connection.ts'

/** The Azure subscriptions that the credential can see, in the service's order. */
export function listSubscriptions(
  options: Omit<ConnectOptions, 'subscriptionId'> & CallOptions,
): Promise<readonly Subscription[]> {
  const client = new SubscriptionClient(options.credential, {
    ...clientOptions(options),
    $host: options.cloud.armEndpoint,
  })
  client.pipeline.addPolicy(sameOriginPolicy(options.cloud.armEndpoint))
  return attempt('listing the subscriptions', () =>
    collect(client.subscriptions.list(aborting(options)), (one) => ({
      id: one.subscriptionId ?? '',
      name: one.displayName ?? one.subscriptionId ?? '',
      tenantId: one.tenantId,
    })),
  )
}
