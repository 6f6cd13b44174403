/**
 * The Azure clouds: where each one keeps its ARM endpoint, its sign-in authority and its tokens' issuers. Pure data.
 *
 * Sources: https://learn.microsoft.com/azure/azure-government/compare-azure-government-global-azure,
 * https://learn.microsoft.com/azure/china/resources-developer-guide and
 * https://learn.microsoft.com/entra/identity-platform/authentication-national-cloud.
 */

export type CloudName = 'public' | 'us-government' | 'china' | 'local'

export interface Cloud {
  readonly name: CloudName
  readonly label: string
  /** Origin of Azure Resource Manager, without a slash at the end. */
  readonly armEndpoint: string
  /** What to ask a credential for before calling ARM. */
  readonly armScope: string
  /** Every audience an ARM token of this cloud may carry: as asked for, with and without the slash, and the legacy host. */
  readonly managementAudiences: readonly string[]
  /** Origin of the sign-in authority. */
  readonly authority: string
  /** Origins that v1 and v2 tokens name as their issuer. */
  readonly v1IssuerOrigin: string
  readonly v2IssuerOrigin: string
  readonly gatewaySuffix: string
  readonly appServiceSuffix: string
  readonly graphEndpoint: string
  readonly keyVaultSuffix: string
  /** Id of VS Code's authentication provider. */
  readonly authenticationProvider: 'microsoft' | 'microsoft-sovereign-cloud'
}

const cloud = (
  data: Omit<Cloud, 'armScope' | 'managementAudiences'> & { readonly legacyManagementHost: string },
): Cloud => {
  const { legacyManagementHost, ...rest } = data
  return {
    ...rest,
    armScope: `${data.armEndpoint}/.default`,
    managementAudiences: [
      data.armEndpoint,
      `${data.armEndpoint}/`,
      `https://${legacyManagementHost}`,
      `https://${legacyManagementHost}/`,
    ],
  }
}

const publicCloud = cloud({
  name: 'public',
  label: 'Azure',
  armEndpoint: 'https://management.azure.com',
  legacyManagementHost: 'management.core.windows.net',
  authority: 'https://login.microsoftonline.com',
  v1IssuerOrigin: 'https://sts.windows.net',
  v2IssuerOrigin: 'https://login.microsoftonline.com',
  gatewaySuffix: 'azure-api.net',
  appServiceSuffix: 'azurewebsites.net',
  graphEndpoint: 'https://graph.microsoft.com',
  keyVaultSuffix: 'vault.azure.net',
  authenticationProvider: 'microsoft',
})

export const clouds: Readonly<Record<CloudName, Cloud>> = {
  public: publicCloud,
  'us-government': cloud({
    name: 'us-government',
    label: 'Azure US Government',
    armEndpoint: 'https://management.usgovcloudapi.net',
    legacyManagementHost: 'management.core.usgovcloudapi.net',
    authority: 'https://login.microsoftonline.us',
    v1IssuerOrigin: 'https://sts.windows.net',
    v2IssuerOrigin: 'https://login.microsoftonline.us',
    gatewaySuffix: 'azure-api.us',
    appServiceSuffix: 'azurewebsites.us',
    graphEndpoint: 'https://graph.microsoft.us',
    keyVaultSuffix: 'vault.usgovcloudapi.net',
    authenticationProvider: 'microsoft-sovereign-cloud',
  }),
  china: cloud({
    name: 'china',
    label: 'Azure operated by 21Vianet (China)',
    armEndpoint: 'https://management.chinacloudapi.cn',
    legacyManagementHost: 'management.core.chinacloudapi.cn',
    authority: 'https://login.chinacloudapi.cn',
    v1IssuerOrigin: 'https://sts.chinacloudapi.cn',
    v2IssuerOrigin: 'https://login.partner.microsoftonline.cn',
    gatewaySuffix: 'azure-api.cn',
    appServiceSuffix: 'chinacloudsites.cn',
    graphEndpoint: 'https://microsoftgraph.chinacloudapi.cn',
    keyVaultSuffix: 'vault.azure.cn',
    authenticationProvider: 'microsoft-sovereign-cloud',
  }),
  /** The local instance speaks as the public cloud does; only the HTTP client sends its hosts to the loopback. */
  local: { ...publicCloud, name: 'local', label: 'Local instance' },
}

export const isCloudName = (name: string): name is CloudName => Object.hasOwn(clouds, name)

export interface Issuers {
  /** `iss` of v1 tokens: with a slash at the end. */
  readonly v1: string
  /** `iss` of v2 tokens: without one. */
  readonly v2: string
}

/** https://learn.microsoft.com/entra/identity-platform/access-tokens#token-formats */
export const issuersOf = (of: Cloud, tenantId: string): Issuers => ({
  v1: `${of.v1IssuerOrigin}/${tenantId}/`,
  v2: `${of.v2IssuerOrigin}/${tenantId}/v2.0`,
})

export interface MetadataUrls {
  readonly v1: string
  readonly v2: string
}

/** OpenID metadata of a tenant; `tenant` may also be a named value such as `{{tenantId}}`. */
export const metadataUrlsOf = (of: Cloud, tenant: string): MetadataUrls => ({
  v1: `${of.authority}/${tenant}/.well-known/openid-configuration`,
  v2: `${of.authority}/${tenant}/v2.0/.well-known/openid-configuration`,
})

/**
 * The scope that yields a token for an audience. Credentials cut `/.default` off and ask for the rest, so an audience that
 * ends in a slash keeps it only with two slashes.
 */
export const scopeOfAudience = (audience: string): string => `${audience}/.default`

/** The cloud that an ARM, gateway or sign-in host belongs to, or undefined for a custom domain. */
export function cloudOfHost(host: string): Cloud | undefined {
  const name = host.toLowerCase()
  return [clouds.public, clouds['us-government'], clouds.china].find((candidate) =>
    [
      ...[candidate.armEndpoint, candidate.authority, candidate.v2IssuerOrigin].map((url) => new URL(url).host),
      `.${candidate.gatewaySuffix}`,
    ].some((known) => (known.startsWith('.') ? name.endsWith(known) : name === known)),
  )
}
