import type { ApimPort, CallOptions, Subscription } from './apim-port.ts'
import type { ConnectOptions } from './connection.ts'
import { loadSdk } from './load-sdk.ts'

export type { ConnectOptions } from './connection.ts'

/** The only door to the live service: loads the SDK on its first use. */
export async function connect(options: ConnectOptions): Promise<ApimPort> {
  const { createApimPort } = await loadSdk()
  return createApimPort(options)
}

/** The Azure subscriptions that the credential can see. */
export async function findSubscriptions(
  options: Omit<ConnectOptions, 'subscriptionId'> & CallOptions,
): Promise<readonly Subscription[]> {
  const { listSubscriptions } = await loadSdk()
  return listSubscriptions(options)
}
