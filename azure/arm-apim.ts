import type {
  ApiCreateOrUpdateParameter,
  ApiManagementClient,
  ApiVersionSetContract,
  BackendContract,
  OperationContract,
  ProductContract,
  SubscriptionCreateParameters,
} from '@azure/arm-apimanagement'
import { withVersioning } from './api-versioning.ts'
import type {
  ApimPort,
  CallOptions,
  Instance,
  InstancePort,
  NamedValue,
  PutOptions,
  ResourceProperties,
} from './apim-port.ts'
import {
  findAppService,
  getAppServiceAuthentication,
  getAuthenticationDocument,
  putAuthenticationDocument,
} from './app-service.ts'
import { aborting, attempt, attemptOptional, collect, createArmClient, finished } from './arm-client.ts'
import { listInformation } from './arm-information.ts'
import { toApi, toBackEnd, toInstance, toNamedValue, toOperation, toProduct, toSubscription } from './arm-models.ts'
import { getPolicy, putPolicy } from './arm-policies.ts'
import { createDebugCredential, getTrace } from './arm-traces.ts'
import type { ConnectOptions } from './connection.ts'
import { listIdentities } from './identities.ts'
import { findIdentityClientId } from './identity-client-id.ts'

/** `ApimPort` over the Azure SDK. Reached through connect.ts, so that the SDK loads on first use. */
export function createApimPort(connection: ConnectOptions): ApimPort {
  const client = createArmClient(connection)
  return {
    subscriptionId: connection.subscriptionId,
    listInstances: (options) =>
      attempt('listing the API Management instances', () =>
        collect(client.apiManagementService.list(aborting(options)), toInstance),
      ),
    instance: (resourceGroup, serviceName) => instancePort(client, connection, resourceGroup, serviceName),
    findAppService: (host, options) => findAppService(connection, host, options),
    listIdentities: (options) => listIdentities(client, connection, options),
    findIdentityClientId: (resourceId, options) => findIdentityClientId(client, connection, resourceId, options),
    getAppServiceAuthentication: (resourceGroup, site, options) =>
      getAppServiceAuthentication(connection, resourceGroup, site, options),
    getAppServiceAuthenticationDocument: (app, options) => getAuthenticationDocument(client, connection, app, options),
    putAppServiceAuthenticationDocument: (app, document, options) =>
      putAuthenticationDocument(client, connection, { app, document }, options),
  }
}

const conditional = (options: PutOptions | undefined): { ifMatch?: string; abortSignal?: AbortSignal } => ({
  ...(options?.ifMatch === undefined ? {} : { ifMatch: options.ifMatch }),
  ...aborting(options),
})

/** The SDK gives some properties of the wire another name; information files use the wire's. */
const renamed = (properties: ResourceProperties, names: Readonly<Record<string, string>>): ResourceProperties =>
  Object.fromEntries(Object.entries(properties).map(([name, value]) => [names[name] ?? name, value]))

function instancePort(
  client: ApiManagementClient,
  connection: ConnectOptions,
  group: string,
  service: string,
): InstancePort {
  const address = { subscriptionId: connection.subscriptionId, resourceGroup: group, serviceName: service }
  const { pollInterval } = connection
  const polling = pollInterval === undefined ? {} : { updateIntervalInMs: pollInterval }

  const getInstance = (options?: CallOptions): Promise<Instance> =>
    attempt(`reading the instance ${service}`, async () =>
      toInstance(await client.apiManagementService.get(group, service, aborting(options))),
    )

  async function putNamedValue(named: NamedValue, options?: PutOptions): Promise<void> {
    const what = `writing the named value ${named.displayName}`
    const { displayName, secret, tags, value, keyVault } = named
    const body = {
      displayName,
      secret,
      tags: [...tags],
      ...(value === undefined ? {} : { value }),
      ...(keyVault === undefined ? {} : { keyVault }),
    }
    await attempt(what, async () => {
      const call = { ...conditional(options), ...polling }
      await finished(await client.namedValue.beginCreateOrUpdate(group, service, named.id, body, call), options, what)
    })
  }

  async function enableSystemIdentity(options?: CallOptions): Promise<Instance> {
    const what = `enabling the system-assigned identity of ${service}`
    return attempt(what, async () => {
      const { identity } = await client.apiManagementService.get(group, service, aborting(options))
      const kept = Object.keys(identity?.userAssignedIdentities ?? {})
      const body = {
        identity:
          kept.length === 0
            ? { type: 'SystemAssigned' }
            : {
                type: 'SystemAssigned, UserAssigned',
                userAssignedIdentities: Object.fromEntries(kept.map((id) => [id, {}])),
              },
      }
      const call = { ...aborting(options), ...polling }
      return toInstance(
        await finished(await client.apiManagementService.beginUpdate(group, service, body, call), options, what),
      )
    })
  }

  return {
    address,
    getInstance,
    enableSystemIdentity,

    listInformation: (kind, options) => listInformation(client, address, kind, options),
    listApis: (options) =>
      attempt('listing the APIs', async () => {
        const call = { expandApiVersionSet: true, ...aborting(options) }
        const apis = await collect(client.api.listByService(group, service, call), toApi)
        return withVersioning(client, address, apis, options)
      }),
    getApi: (api, options) =>
      attemptOptional(`reading API ${api}`, async () => {
        const found = toApi(await client.api.get(group, service, api, aborting(options)))
        return (await withVersioning(client, address, [found], options))[0] ?? found
      }),
    listOperations: (api, options) =>
      attempt(`listing the operations of API ${api}`, () =>
        collect(client.apiOperation.listByApi(group, service, api, aborting(options)), toOperation),
      ),
    listProducts: (options) =>
      attempt('listing the products', () =>
        collect(client.product.listByService(group, service, aborting(options)), toProduct),
      ),
    listProductApis: (product, options) =>
      attempt(`listing the APIs of product ${product}`, () =>
        collect(client.productApi.listByProduct(group, service, product, aborting(options)), (api) => api.name ?? ''),
      ),
    listFragments: (options) =>
      attempt('listing the policy fragments', () =>
        collect(client.policyFragment.listByService(group, service, aborting(options)), ({ name, description }) => ({
          id: name ?? '',
          ...(description === undefined ? {} : { description }),
        })),
      ),
    listNamedValues: (options) =>
      attempt('listing the named values', () =>
        collect(client.namedValue.listByService(group, service, aborting(options)), toNamedValue),
      ),
    listBackends: (options) =>
      attempt('listing the back ends', () =>
        collect(client.backend.listByService(group, service, aborting(options)), toBackEnd),
      ),
    listSubscriptions: (options) =>
      attempt('listing the subscriptions of the instance', () =>
        collect(client.subscription.list(group, service, aborting(options)), toSubscription),
      ),
    getSubscriptionKeys: (subscription, options) =>
      attempt(`reading the keys of subscription ${subscription}`, async () => {
        const keys = await client.subscription.listSecrets(group, service, subscription, aborting(options))
        return { primaryKey: keys.primaryKey ?? '', secondaryKey: keys.secondaryKey ?? '' }
      }),
    createDebugCredential: (api, lifetime, options) =>
      createDebugCredential(client, address, { api, lifetime }, options),
    getTrace: (id, options) => getTrace(client, address, id, options),

    getPolicy: (ref, options) => getPolicy(client, address, ref, options),
    putPolicy: (ref, text, options) => putPolicy(client, address, ref, text, { ...options, pollInterval }),

    putNamedValue,
    deleteNamedValue: (id, options) =>
      attempt(`deleting the named value ${id}`, async () => {
        await client.namedValue.delete(group, service, id, '*', aborting(options))
      }),
    putBackend: (id, properties, options) =>
      attempt(`writing the back end ${id}`, async () => {
        const body = renamed(properties, { type: 'typePropertiesType' }) as unknown as BackendContract
        const known = await attemptOptional(`reading the back end ${id}`, () =>
          client.backend.get(group, service, id, aborting(options)),
        )
        if (known === undefined) await client.backend.createOrUpdate(group, service, id, body, conditional(options))
        else
          await client.backend.update(
            group,
            service,
            id,
            options?.ifMatch ?? known.eTag ?? '*',
            body,
            aborting(options),
          )
      }),
    putApi: (id, properties, options) =>
      attempt(`writing API ${id}`, async () => {
        const body = renamed(properties, {
          type: 'apiType',
          apiType: 'soapApiType',
          translateRequiredQueryParameters: 'translateRequiredQueryParametersConduct',
        }) as unknown as ApiCreateOrUpdateParameter
        const call = { ...conditional(options), ...polling }
        await finished(
          await client.api.beginCreateOrUpdate(group, service, id, body, call),
          options,
          `writing API ${id}`,
        )
      }),
    putOperation: (api, id, properties, options) =>
      attempt(`writing operation ${id} of API ${api}`, async () => {
        const body = properties as unknown as OperationContract
        await client.apiOperation.createOrUpdate(group, service, api, id, body, conditional(options))
      }),
    putProduct: (id, properties, options) =>
      attempt(`writing product ${id}`, async () => {
        const body = properties as unknown as ProductContract
        await client.product.createOrUpdate(group, service, id, body, conditional(options))
      }),
    putVersionSet: (id, properties, options) =>
      attempt(`writing version set ${id}`, async () => {
        const body = properties as unknown as ApiVersionSetContract
        await client.apiVersionSet.createOrUpdate(group, service, id, body, conditional(options))
      }),
    putProductApi: (product, api, options) =>
      attempt(`adding API ${api} to product ${product}`, async () => {
        await client.productApi.createOrUpdate(group, service, product, api, aborting(options))
      }),
    putSubscription: (id, properties, options) =>
      attempt(`writing subscription ${id}`, async () => {
        const body = properties as unknown as SubscriptionCreateParameters
        await client.subscription.createOrUpdate(group, service, id, body, conditional(options))
      }),
  }
}
