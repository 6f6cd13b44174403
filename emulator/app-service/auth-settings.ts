/** The parts of `authsettingsV2` that decide about a request. https://learn.microsoft.com/azure/app-service/configure-authentication-file-based */
export interface AuthSettings {
  readonly platform?: { readonly enabled?: boolean }
  readonly globalValidation?: {
    readonly requireAuthentication?: boolean
    readonly unauthenticatedClientAction?: 'RedirectToLoginPage' | 'AllowAnonymous' | 'Return401' | 'Return403'
    readonly excludedPaths?: readonly string[]
  }
  readonly identityProviders?: {
    readonly azureActiveDirectory?: {
      readonly enabled?: boolean
      readonly registration?: { readonly openIdIssuer?: string; readonly clientId?: string }
      readonly validation?: {
        readonly allowedAudiences?: readonly string[]
        readonly defaultAuthorizationPolicy?: {
          readonly allowedApplications?: readonly string[]
          readonly allowedPrincipals?: { readonly identities?: readonly string[] }
        }
      }
    }
  }
}
