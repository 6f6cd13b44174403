import type { JWK } from 'jose'
import { type Cloud, v1Issuer, v2Issuer } from './clouds.ts'
import type { SigningKeys } from './signing-keys.ts'

/** Path segments that stand for "any tenant"; their metadata has a template as its issuer. */
const anyTenant = new Set(['common', 'organizations', 'consumers'])

/** The OpenID Connect document of a tenant. https://learn.microsoft.com/entra/identity-platform/v2-protocols-oidc */
export function openIdConfiguration(cloud: Cloud, tenant: string, version: 1 | 2): Record<string, unknown> {
  const base = `https://${cloud.loginHosts[0]}/${tenant}`
  const issuerTenant = anyTenant.has(tenant) ? '{tenantid}' : tenant
  return {
    token_endpoint: version === 2 ? `${base}/oauth2/v2.0/token` : `${base}/oauth2/token`,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
    jwks_uri: version === 2 ? `${base}/discovery/v2.0/keys` : `${base}/discovery/keys`,
    response_modes_supported: ['query', 'fragment', 'form_post'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code', 'id_token', 'code id_token', 'token id_token', 'token'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    issuer: version === 2 ? v2Issuer(cloud, issuerTenant) : v1Issuer(cloud, issuerTenant),
    authorization_endpoint: version === 2 ? `${base}/oauth2/v2.0/authorize` : `${base}/oauth2/authorize`,
    claims_supported: ['sub', 'iss', 'aud', 'exp', 'iat', 'oid', 'tid', 'ver'],
    cloud_instance_name: cloud.loginHosts[0],
    msgraph_host: cloud.graphHost,
  }
}

/** Both documents publish the same keys; only the version 2 entries name their issuer. */
export function keySet(
  keys: SigningKeys,
  place: { readonly cloud: Cloud; readonly tenant: string; readonly version: 1 | 2 },
): { keys: JWK[] } {
  const issuer = v2Issuer(place.cloud, anyTenant.has(place.tenant) ? '{tenantid}' : place.tenant)
  return { keys: keys.published.map(({ jwk }) => (place.version === 2 ? { ...jwk, issuer } : jwk)) }
}

/** The answer of `/common/discovery/instance`, by which MSAL asks whether an authority host is one of Microsoft's. */
export function instanceDiscovery(cloud: Cloud): Record<string, unknown> {
  return {
    tenant_discovery_endpoint: `https://${cloud.loginHosts[0]}/common/v2.0/.well-known/openid-configuration`,
    'api-version': '1.1',
    metadata: [
      { preferred_network: cloud.loginHosts[0], preferred_cache: cloud.loginHosts[0], aliases: cloud.loginHosts },
    ],
  }
}
