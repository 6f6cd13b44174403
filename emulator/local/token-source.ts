import type { TokenSource } from '../gateway/ports.ts'
import type { ManagedIdentityEnvironment } from '../identity/identity-server.ts'

/**
 * Asks the App Service endpoint as `ManagedIdentityCredential` does, without that class: it keeps the kind of source and its tokens in
 * statics of the process, which tests and the extension share with other credentials.
 */
export function endpointTokens(environment: () => ManagedIdentityEnvironment): TokenSource {
  return async ({ clientId, resource }) => {
    const { IDENTITY_ENDPOINT, IDENTITY_HEADER } = environment()
    const url = new URL(IDENTITY_ENDPOINT)
    url.searchParams.set('api-version', '2019-08-01')
    url.searchParams.set('resource', resource)
    if (clientId !== undefined) url.searchParams.set('client_id', clientId)
    const response = await fetch(url, { headers: { 'X-IDENTITY-HEADER': IDENTITY_HEADER } })
    const body = (await response.json()) as { access_token?: string; expires_on?: string; message?: string }
    if (!response.ok || body.access_token === undefined)
      throw new Error(body.message ?? `The managed identity endpoint answered ${response.status}.`)
    return { token: body.access_token, expiresOn: Number(body.expires_on) * 1000 }
  }
}
