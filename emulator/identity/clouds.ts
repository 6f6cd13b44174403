export type CloudName = 'public' | 'us-government' | 'china'

/**
 * The names that differ between the clouds of Microsoft, as far as tokens and routes need them.
 * Sources: https://learn.microsoft.com/azure/azure-government/compare-azure-government-global-azure,
 * https://learn.microsoft.com/azure/china/resources-developer-guide
 */
export interface Cloud {
  readonly name: CloudName
  readonly armHost: string
  /** Hosts of the authority, the one that metadata documents name first. */
  readonly loginHosts: readonly [string, ...string[]]
  /** Host of the issuer in version 1 tokens. */
  readonly v1IssuerHost: string
  /** Host of the issuer in version 2 tokens. */
  readonly v2IssuerHost: string
  readonly legacyArmHost: string
  readonly gatewaySuffix: string
  readonly appServiceSuffix: string
  readonly graphHost: string
}

export const clouds: Readonly<Record<CloudName, Cloud>> = {
  public: {
    name: 'public',
    armHost: 'management.azure.com',
    loginHosts: ['login.microsoftonline.com', 'login.windows.net', 'sts.windows.net'],
    v1IssuerHost: 'sts.windows.net',
    v2IssuerHost: 'login.microsoftonline.com',
    legacyArmHost: 'management.core.windows.net',
    gatewaySuffix: 'azure-api.net',
    appServiceSuffix: 'azurewebsites.net',
    graphHost: 'graph.microsoft.com',
  },
  'us-government': {
    name: 'us-government',
    armHost: 'management.usgovcloudapi.net',
    loginHosts: ['login.microsoftonline.us'],
    v1IssuerHost: 'sts.windows.net',
    v2IssuerHost: 'login.microsoftonline.us',
    legacyArmHost: 'management.core.usgovcloudapi.net',
    gatewaySuffix: 'azure-api.us',
    appServiceSuffix: 'azurewebsites.us',
    graphHost: 'graph.microsoft.us',
  },
  china: {
    name: 'china',
    armHost: 'management.chinacloudapi.cn',
    loginHosts: ['login.chinacloudapi.cn', 'login.partner.microsoftonline.cn', 'sts.chinacloudapi.cn'],
    v1IssuerHost: 'sts.chinacloudapi.cn',
    v2IssuerHost: 'login.partner.microsoftonline.cn',
    legacyArmHost: 'management.core.chinacloudapi.cn',
    gatewaySuffix: 'azure-api.cn',
    appServiceSuffix: 'chinacloudsites.cn',
    graphHost: 'microsoftgraph.chinacloudapi.cn',
  },
}

export const cloudNames = Object.keys(clouds) as CloudName[]

export const isCloudName = (name: unknown): name is CloudName => typeof name === 'string' && name in clouds

/** The cloud whose management or Graph audience this is, or undefined when the audience tells nothing. */
export function cloudOfAudience(audience: string): Cloud | undefined {
  const host = audience.replace(/^https:\/\//, '').replace(/\/+$/, '')
  return Object.values(clouds).find(
    (cloud) => cloud.armHost === host || cloud.legacyArmHost === host || cloud.graphHost === host,
  )
}

export const v1Issuer = (cloud: Cloud, tenantId: string): string => `https://${cloud.v1IssuerHost}/${tenantId}/`
export const v2Issuer = (cloud: Cloud, tenantId: string): string => `https://${cloud.v2IssuerHost}/${tenantId}/v2.0`
