/**
 * Everything that pulls an Azure SDK into memory (about 1 MB, 137 ms to load). It is bundled as a chunk of its own and imported
 * through load-sdk.ts only, so that nothing loads before the first Azure command. The bundled emulator, which asks for
 * ManagedIdentityCredential by its package, takes it from this chunk too (scripts/bundle.mjs).
 */
export {
  AzureCliCredential,
  ClientSecretCredential,
  DefaultAzureCredential,
  EnvironmentCredential,
  ManagedIdentityCredential,
} from '@azure/identity'
export { createApimPort } from './arm-apim.ts'
export { loopbackHttpClient } from './loopback-http-client.ts'
export { listSubscriptions } from './subscriptions.ts'
