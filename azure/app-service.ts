import type { ApiManagementClient } from '@azure/arm-apimanagement'
import { createWebSiteManagement, type WebSiteManagementContext } from '@azure/arm-appservice/api'
import { getAuthSettingsV2WithoutSecrets, list } from '@azure/arm-appservice/api/webApps'
import type { AppService, AppServiceAuthentication, CallOptions } from './apim-port.ts'
import { aborting, attempt, attemptOptional, clientOptions, sameOriginPolicy } from './arm-client.ts'
import { sendJson } from './arm-json.ts'
import type { ConnectOptions } from './connection.ts'

/** The modular client's own default scope is that of the public cloud, whatever its endpoint. */
function contextOf(connection: ConnectOptions): WebSiteManagementContext {
  const { cloud, credential, subscriptionId } = connection
  const { credentialScopes: _, ...rest } = clientOptions(connection)
  return createWebSiteManagement(credential, subscriptionId, {
    ...rest,
    credentials: { scopes: [cloud.armScope] },
    additionalPolicies: [{ policy: sameOriginPolicy(cloud.armEndpoint), position: 'perCall' }],
  })
}

/**
 * The App Service or Function app of the subscription that answers to a host name, custom domains included.
 * https://learn.microsoft.com/rest/api/appservice/web-apps/list
 */
export function findAppService(
  connection: ConnectOptions,
  host: string,
  options?: CallOptions,
): Promise<AppService | undefined> {
  const wanted = host.toLowerCase()
  return attempt(`looking for the app that answers to ${host}`, async () => {
    for await (const site of list(contextOf(connection), aborting(options))) {
      const hosts = [site.defaultHostName, ...(site.hostNames ?? []), ...(site.enabledHostNames ?? [])]
      const resourceGroup = /\/resourceGroups\/([^/]+)/i.exec(site.id ?? '')?.[1]
      if (site.id && site.name && resourceGroup && hosts.some((one) => one?.toLowerCase() === wanted))
        return { resourceId: site.id, resourceGroup, name: site.name }
    }
    return undefined
  })
}

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
  const context = contextOf(connection)
  return attemptOptional(`reading the authentication settings of ${site}`, async () => {
    const settings = await getAuthSettingsV2WithoutSecrets(context, resourceGroup, site, aborting(options))
    const entra = settings.identityProviders?.azureActiveDirectory
    const allowed = entra?.validation?.defaultAuthorizationPolicy
    return {
      enabled: (settings.platform?.enabled ?? false) && entra?.enabled !== false,
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

/** As in the SDK that reads the settings. */
const API_VERSION = '2025-05-01'

const documentUrl = ({ cloud }: ConnectOptions, { resourceId }: AppService): string =>
  `${cloud.armEndpoint}${resourceId}/config/authsettingsV2?api-version=${API_VERSION}`

/** The whole document, members that no SDK knows included, so that it can be put back without losing any. */
export function getAuthenticationDocument(
  client: ApiManagementClient,
  connection: ConnectOptions,
  app: AppService,
  options?: CallOptions,
): Promise<unknown> {
  const url = documentUrl(connection, app)
  return sendJson(client, { method: 'GET', url, what: `reading the authentication settings of ${app.name}` }, options)
}

/** https://learn.microsoft.com/rest/api/appservice/web-apps/update-auth-settings-v2 */
export async function putAuthenticationDocument(
  client: ApiManagementClient,
  connection: ConnectOptions,
  { app, document }: { readonly app: AppService; readonly document: unknown },
  options?: CallOptions,
): Promise<void> {
  const what = `changing the authentication settings of ${app.name}`
  await sendJson(client, { method: 'PUT', url: documentUrl(connection, app), what, body: document }, options)
}
