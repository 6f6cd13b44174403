/** A source of tokens, as the Azure SDKs take one. */
interface IdentityCredential {
  getToken(scopes: string | string[]): Promise<{ readonly token: string; readonly expiresOnTimestamp: number }>
}

/**
 * Tokens of any identity of the local tenant, without a secret: the local issuer gives them to any program of this machine.
 * @param identityUrl origin of the local issuer.
 * @param identity name, client id, object id or resource id.
 * @param cloud whose issuer signs; where the audience is of a cloud it decides when absent, else it is the public one
 */
export const identityCredential = (
  identityUrl: string,
  identity: string,
  cloud?: 'public' | 'us-government' | 'china',
): IdentityCredential => ({
  async getToken(scopes) {
    const audience = String(Array.isArray(scopes) ? scopes[0] : scopes).replace(/\/\.default$/, '')
    const response = await fetch(`${identityUrl}/_local/token`, {
      method: 'POST',
      body: JSON.stringify({ identity, audience, ...(cloud && { cloud }) }),
    })
    const body = (await response.json()) as {
      readonly access_token?: string
      readonly expires_on?: number
      readonly error_description?: string
    }
    if (body.access_token === undefined)
      throw new Error(body.error_description ?? `The local issuer answered ${response.status}.`)
    return { token: body.access_token, expiresOnTimestamp: Number(body.expires_on ?? 0) * 1000 }
  },
})
