import { createWebSiteManagement } from '@azure/arm-appservice/api'
import { getAuthSettingsV2WithoutSecrets } from '@azure/arm-appservice/api/webApps'
import type { AppServiceAuthentication, CallOptions } from './apim-port.ts'
import { aborting, attemptOptional, clientOptions, sameOriginPolicy } from './arm-client.ts'
import type { ConnectOptions } from './connection.ts'

/**
 * Authentication settings (v2) of an App Service or Function app; the call that leaves secrets out.
 * https://learn.microsoft.com/rest/api/appservice/web-apps/get-auth-settings-v2-without-secrets
 */
export function getAppServiceAuthentication(
  connection: ConnectOptions,
  resourceGroup: string,
  site: string,
  options?: CallOptions,
): Promise<AppServiceAuthentication | undefined> {
  const { cloud, credential, subscriptionId } = connection
  const { credentialScopes: _, ...rest } = clientOptions(connection)
  const context = createWebSiteManagement(credential, subscriptionId, {
    ...rest,
    credentials: { scopes: [cloud.armScope] },
    additionalPolicies: [{ policy: sameOriginPolicy(cloud.armEndpoint), position: 'perCall' }],
  })
  return attemptOptional(`reading the authentication settings of ${site}`, async () => {
    const settings = await getAuthSettingsV2WithoutSecrets(context, resourceGroup, site, aborting(options))
    const entra = settings.identityProviders?.azureActiveDirectory
    const allowed = entra?.validation?.defaultAuthorizationPolicy
    return {
      enabled: settings.platform?.enabled ?? false,
      requireAuthentication: settings.globalValidation?.requireAuthentication ?? false,
      unauthenticatedAction: settings.globalValidation?.unauthenticatedClientAction,
      clientId: entra?.registration?.clientId,
      issuer: entra?.registration?.openIdIssuer,
      allowedAudiences: entra?.validation?.allowedAudiences ?? [],
      allowedApplications: allowed?.allowedApplications ?? [],
      allowedIdentities: allowed?.allowedPrincipals?.identities ?? [],
      excludedPaths: settings.globalValidation?.excludedPaths ?? [],
    }
  })
}
