import type { TokenCredential } from '@azure/core-auth'
import { scopeOfAudience } from './clouds.ts'
import { serviceError } from './service-error.ts'

export type { AccessToken, GetTokenOptions, TokenCredential } from '@azure/core-auth'

/**
 * An access token for an audience, to be kept in memory only.
 * @throws ServiceError of kind `sign-in` that says what to do.
 */
export async function accessToken(
  credential: TokenCredential,
  audience: string,
  options: { readonly tenantId?: string | undefined; readonly signal?: AbortSignal | undefined } = {},
): Promise<string> {
  try {
    const token = await credential.getToken(scopeOfAudience(audience), {
      ...(options.tenantId === undefined ? {} : { tenantId: options.tenantId }),
      ...(options.signal ? { abortSignal: options.signal } : {}),
    })
    if (token === null) throw new Error('The credential gave no token.')
    return token.token
  } catch (error) {
    throw serviceError(error, `getting a token for ${audience}`)
  }
}
