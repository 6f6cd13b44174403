import type { Store } from '../management/store.ts'
import { newSubscriptionKey } from '../management/subscription-keys.ts'
import { backEndSiteId, localNames, resourceApps } from './names.ts'

/**
 * Makes what is there before anybody publishes anything: the instance with its system-assigned identity, and the back end's
 * site with its authentication. What a state from disk has already stays as it is.
 * @returns the names of secret named values whose values did not outlive the restart.
 */
export function seedStore(store: Store, principalId: string, { serviceId } = localNames): readonly string[] {
  const missing = (id: string) => store.get(id) === undefined
  if (missing(serviceId)) store.put(serviceId, serviceContent(principalId))
  if (missing(backEndSiteId)) store.put(backEndSiteId, siteContent)
  if (missing(`${backEndSiteId}/config/authsettingsV2`))
    store.put(`${backEndSiteId}/config/authsettingsV2`, { properties: authSettings })
  for (const { id } of store.list(`${serviceId}/subscriptions`))
    store.setSecrets(id, { primaryKey: newSubscriptionKey(), secondaryKey: newSubscriptionKey() })
  return store
    .list(`${serviceId}/namedValues`)
    .filter(({ content }) => content.properties.secret === true && !content.properties.keyVault)
    .map(({ content }) => String(content.properties.displayName))
}

const serviceContent = (principalId: string) => ({
  location: localNames.location,
  sku: { name: 'Developer', capacity: 1 },
  identity: { type: 'SystemAssigned', principalId },
  tags: {},
  properties: {
    publisherEmail: 'developer@policywright.example',
    publisherName: 'Policywright',
    provisioningState: 'Succeeded',
    targetProvisioningState: '',
    platformVersion: 'stv2',
    virtualNetworkType: 'None',
    publicNetworkAccess: 'Enabled',
    customProperties: {},
    apiVersionConstraint: {},
    disableGateway: false,
  },
})

const siteContent = {
  kind: 'app,linux',
  location: localNames.location,
  properties: { state: 'Running', enabled: true, httpsOnly: true },
}

/** As the portal sets it up, with 401 instead of a redirect, which is what an API needs. */
const authSettings = {
  platform: { enabled: true, runtimeVersion: '~1' },
  globalValidation: { requireAuthentication: true, unauthenticatedClientAction: 'Return401', excludedPaths: [] },
  identityProviders: {
    azureActiveDirectory: {
      enabled: true,
      registration: {
        openIdIssuer: `https://sts.windows.net/${localNames.tenantId}/v2.0`,
        clientId: resourceApps.ordersBackEnd,
        clientSecretSettingName: 'MICROSOFT_PROVIDER_AUTHENTICATION_SECRET',
      },
      validation: {
        allowedAudiences: [`api://${resourceApps.ordersBackEnd}`],
        defaultAuthorizationPolicy: { allowedApplications: [], allowedPrincipals: { identities: [] } },
      },
    },
  },
  login: { tokenStore: { enabled: false } },
  httpSettings: { requireHttps: true, routes: { apiPrefix: '/.auth' } },
}
