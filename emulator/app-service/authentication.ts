import { type TokenClaims, TokenRefusedError } from '../identity/verify-token.ts'
import type { LoopbackRequest, LoopbackResponse } from '../loopback/server.ts'
import type { AuthSettings } from './auth-settings.ts'

export interface AuthenticationPorts {
  settings(): AuthSettings
  /** Checks signature, lifetime, tenant and audience. @throws TokenRefusedError */
  verify(token: string, audiences: readonly string[]): Promise<TokenClaims>
}

export type Authentication =
  | { readonly kind: 'passed'; readonly claims: TokenClaims | undefined }
  | { readonly kind: 'refused'; readonly response: LoopbackResponse }

/**
 * What App Service authentication does before a request reaches the app: no token or a bad one gets the configured answer,
 * a good token of somebody who is not allowed gets 403.
 * https://learn.microsoft.com/azure/app-service/configure-authentication-provider-aad#use-a-built-in-authorization-policy
 */
export async function authenticate(ports: AuthenticationPorts, request: LoopbackRequest): Promise<Authentication> {
  const settings = ports.settings()
  const provider = settings.identityProviders?.azureActiveDirectory
  if (!settings.platform?.enabled || provider?.enabled === false || !provider?.registration?.clientId)
    return { kind: 'passed', claims: undefined }
  if (settings.globalValidation?.excludedPaths?.some((path) => matchesPath(path, request.url.pathname)))
    return { kind: 'passed', claims: undefined }

  const token = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
  const verified = token === undefined ? 'no token' : await verify(ports, token, settings)
  if (typeof verified === 'string') return unauthenticated(settings, verified)
  return isAllowed(settings, verified)
    ? { kind: 'passed', claims: verified }
    : { kind: 'refused', response: { status: 403, body: 'You do not have permission to view this directory or page.' } }
}

/** The client id is always an audience; the other form of the same id, and the listed ones, are accepted too. */
function audiencesOf(settings: AuthSettings): string[] {
  const provider = settings.identityProviders?.azureActiveDirectory
  return [provider?.registration?.clientId ?? '', ...(provider?.validation?.allowedAudiences ?? [])]
}

/**
 * The issuer that the portal writes, `https://sts.windows.net/{tenant}/v2.0`, is in no token: what counts of it is the tenant. One that
 * names none (`common`) lets every tenant in that the keys are known of.
 */
function isOfTenant(settings: AuthSettings, { tid }: TokenClaims): boolean {
  const issuer = settings.identityProviders?.azureActiveDirectory?.registration?.openIdIssuer ?? ''
  const tenant = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i.exec(issuer)?.[0]
  return tenant === undefined || tenant.toLowerCase() === String(tid).toLowerCase()
}

async function verify(
  ports: AuthenticationPorts,
  token: string,
  settings: AuthSettings,
): Promise<TokenClaims | string> {
  try {
    const claims = await ports.verify(token, audiencesOf(settings))
    return isOfTenant(settings, claims) ? claims : `The issuer '${claims.iss}' is not accepted.`
  } catch (error) {
    if (error instanceof TokenRefusedError) return error.message
    throw error
  }
}

function unauthenticated(settings: AuthSettings, reason: string): Authentication {
  const { requireAuthentication = true, unauthenticatedClientAction = 'RedirectToLoginPage' } =
    settings.globalValidation ?? {}
  if (!requireAuthentication || unauthenticatedClientAction === 'AllowAnonymous')
    return { kind: 'passed', claims: undefined }
  if (unauthenticatedClientAction === 'Return403')
    return {
      kind: 'refused',
      response: { status: 403, body: 'You do not have permission to view this directory or page.' },
    }
  if (unauthenticatedClientAction === 'Return401') {
    const error = reason === 'no token' ? '' : `, error="invalid_token", error_description="${reason}"`
    return {
      kind: 'refused',
      response: {
        status: 401,
        headers: { 'www-authenticate': `Bearer realm="orders-back-end.azurewebsites.net"${error}` },
        body: 'You do not have permission to view this directory or page.',
      },
    }
  }
  const { openIdIssuer = '', clientId = '' } = settings.identityProviders?.azureActiveDirectory?.registration ?? {}
  const location = `${openIdIssuer.replace(/\/v2\.0\/?$/, '')}/oauth2/v2.0/authorize?client_id=${clientId}&response_type=code+id_token`
  return { kind: 'refused', response: { status: 302, headers: { location } } }
}

/** Both lists must allow the caller when both are there. */
function isAllowed(settings: AuthSettings, claims: TokenClaims): boolean {
  const policy = settings.identityProviders?.azureActiveDirectory?.validation?.defaultAuthorizationPolicy
  const applications = policy?.allowedApplications ?? []
  const principals = policy?.allowedPrincipals?.identities ?? []
  const application = String(claims.appid ?? claims.azp)
  return (
    (applications.length === 0 || applications.includes(application)) &&
    (principals.length === 0 || principals.includes(String(claims.oid)))
  )
}

const matchesPath = (pattern: string, path: string): boolean =>
  pattern.endsWith('/*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern
