import type { TokenSource } from '../ports.ts'

/**
 * Tokens through `@azure/identity`, from the endpoint that the environment names (IDENTITY_ENDPOINT and IDENTITY_HEADER, as
 * on App Service). The library pins its source for the whole process at the first token, so set the environment before.
 */
export function azureIdentityTokens(): TokenSource {
  const credentials = new Map<string, Promise<Credential>>()
  const credentialOf = (clientId: string | undefined): Promise<Credential> => {
    const key = clientId ?? ''
    let credential = credentials.get(key)
    if (!credential) {
      // A library of half a megabyte: most gateways never ask for a token.
      credential = import('@azure/identity').then(({ ManagedIdentityCredential }) =>
        clientId === undefined ? new ManagedIdentityCredential() : new ManagedIdentityCredential({ clientId }),
      )
      credentials.set(key, credential)
    }
    return credential
  }
  return async ({ resource, clientId }) => {
    const credential = await credentialOf(clientId)
    const found = await credential.getToken(`${resource}/.default`)
    return { token: found.token, expiresOn: found.expiresOnTimestamp }
  }
}

interface Credential {
  getToken(scope: string): Promise<{ readonly token: string; readonly expiresOnTimestamp: number }>
}
