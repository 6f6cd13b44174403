/**
 * Everything that pulls an Azure SDK into memory (about 1 MB, 137 ms to load). It is bundled as a chunk of its own and imported
 * through load-sdk.ts only, so that nothing loads before the first Azure command.
 */
export {
  AzureCliCredential,
  ClientSecretCredential,
  DefaultAzureCredential,
  EnvironmentCredential,
} from '@azure/identity'
export { createApimPort } from './arm-apim.ts'
export { loopbackHttpClient } from './loopback-http-client.ts'
export { listSubscriptions } from './subscriptions.ts'
