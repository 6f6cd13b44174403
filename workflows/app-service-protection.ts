import type { AppService, AppServiceAuthentication } from '../azure/apim-port.ts'

/** The identity that calls. Either id may be unknown; ARM tells the object id of a system-assigned identity only. */
export interface CallingIdentity {
  readonly clientId: string | undefined
  readonly objectId: string | undefined
}

/** What to change in an app's authentication so that this identity gets in and nobody without a token does. */
export interface AuthenticationChange {
  readonly unauthenticatedAction?: 'Return401'
  readonly requireAuthentication?: true
  readonly allowApplication?: string
  readonly allowIdentity?: string
}

export interface AppServiceProtection {
  /**
   * What a call without a token meets. `open`: the app answers it. `redirects`: a sign-in page, which no service can use. `refuses`: 401,
   * 403 or 404.
   */
  readonly withoutToken: 'open' | 'redirects' | 'refuses'
  /** Whether the identity's token is let in, as far as the settings tell. */
  readonly identity: 'let-in' | 'refused' | 'unchecked'
  /** The best `resource`: always an audience of the app, in both token versions. */
  readonly resource: string | undefined
  /** What is wrong, each with what to do. */
  readonly warnings: readonly string[]
  readonly notes: readonly string[]
  /** Undefined when nothing must change, or when it cannot be changed without an app registration. */
  readonly change: AuthenticationChange | undefined
}

/**
 * What App Service authentication will do to a call of an identity.
 * https://learn.microsoft.com/azure/app-service/configure-authentication-provider-aad#use-a-built-in-authorization-policy
 * @param settings undefined when the app has none.
 */
export function assessAppService(
  { name }: AppService,
  settings: AppServiceAuthentication | undefined,
  identity: CallingIdentity,
): AppServiceProtection {
  if (!settings?.enabled || settings.clientId === undefined)
    return {
      withoutToken: 'open',
      identity: 'unchecked',
      resource: settings?.clientId,
      warnings: [
        `${name} is not protected: App Service authentication ${settings?.enabled ? 'has no Microsoft Entra application' : 'is off'}, so whoever knows its address can call it. Add Microsoft as identity provider (Settings > Authentication) and run this again.`,
      ],
      notes: [],
      change: undefined,
    }
  const warnings: string[] = []
  const change: { -readonly [K in keyof AuthenticationChange]: AuthenticationChange[K] } = {}

  const action = settings.unauthenticatedAction ?? 'RedirectToLoginPage'
  const open = !settings.requireAuthentication || action === 'AllowAnonymous'
  const redirects = !open && action === 'RedirectToLoginPage'
  if (open) {
    warnings.push(
      `${name} lets callers without a token through (unauthenticated access is allowed); its own code must check the token.`,
    )
    change.requireAuthentication = true
    change.unauthenticatedAction = 'Return401'
  }
  if (redirects) {
    warnings.push(
      `${name} sends callers without a token to a sign-in page (302) instead of refusing them (401), which no service can use.`,
    )
    change.unauthenticatedAction = 'Return401'
  }

  const has = (list: readonly string[], id: string | undefined): boolean =>
    id !== undefined && list.some((one) => one.toLowerCase() === id.toLowerCase())
  const { allowedApplications, allowedIdentities, clientId } = settings
  const refusedAsApplication = allowedApplications.length > 0 && !has(allowedApplications, identity.clientId)
  const refusedAsIdentity = allowedIdentities.length > 0 && !has(allowedIdentities, identity.objectId)
  if (refusedAsApplication) {
    warnings.push(
      allowedApplications.every((one) => one.toLowerCase() === clientId.toLowerCase())
        ? `${name} allows requests only from itself (allowedApplications holds its own client id alone), which refuses every managed identity with 403.`
        : `${name} allows only the applications ${allowedApplications.join(', ')}; this identity${identity.clientId === undefined ? '' : ` (${identity.clientId})`} is refused with 403.`,
    )
    if (identity.clientId !== undefined) change.allowApplication = identity.clientId
  }
  if (refusedAsIdentity) {
    warnings.push(
      `${name} allows only the identities ${allowedIdentities.join(', ')}; this one${identity.objectId === undefined ? '' : ` (${identity.objectId})`} is refused with 403.`,
    )
    if (identity.objectId !== undefined) change.allowIdentity = identity.objectId
  }
  return {
    withoutToken: open ? 'open' : redirects ? 'redirects' : 'refuses',
    identity: refusedAsApplication || refusedAsIdentity ? 'refused' : 'let-in',
    resource: clientId,
    warnings,
    notes:
      settings.excludedPaths.length === 0
        ? []
        : [`${name} answers these paths without a token: ${settings.excludedPaths.join(', ')}.`],
    change: Object.keys(change).length === 0 ? undefined : change,
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Sets one member deep inside a JSON document and leaves everything else, unknown members included, as it is. */
function withMember(document: unknown, path: readonly string[], change: (old: unknown) => unknown): unknown {
  const [name, ...rest] = path
  if (name === undefined) return change(document)
  const record = isRecord(document) ? document : {}
  return { ...record, [name]: withMember(record[name], rest, change) }
}

const added =
  (id: string) =>
  (old: unknown): unknown => [...(Array.isArray(old) ? old : []), id]

/** The settings document with a change made. @param document as ARM gives it, `properties` and all. */
export function changedAuthentication(document: unknown, change: AuthenticationChange): unknown {
  const policy = ['properties', 'identityProviders', 'azureActiveDirectory', 'validation', 'defaultAuthorizationPolicy']
  let next = document
  const { requireAuthentication, unauthenticatedAction, allowApplication, allowIdentity } = change
  const global = ['properties', 'globalValidation']
  if (requireAuthentication) next = withMember(next, [...global, 'requireAuthentication'], () => true)
  if (unauthenticatedAction !== undefined)
    next = withMember(next, [...global, 'unauthenticatedClientAction'], () => unauthenticatedAction)
  if (allowApplication !== undefined)
    next = withMember(next, [...policy, 'allowedApplications'], added(allowApplication))
  if (allowIdentity !== undefined)
    next = withMember(next, [...policy, 'allowedPrincipals', 'identities'], added(allowIdentity))
  return next
}
