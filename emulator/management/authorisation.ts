import type { IncomingHttpHeaders } from 'node:http'
import type { Cloud } from '../identity/clouds.ts'
import { type TokenFault, TokenRefusedError } from '../identity/verify-token.ts'
import { ArmError } from './arm-error.ts'

/** @throws TokenRefusedError */
export type VerifyToken = (token: string, audiences: readonly string[]) => Promise<unknown>

/** Every spelling of the management audience that Azure Resource Manager of a cloud takes. */
const armAudiences = (cloud: Cloud): string[] =>
  [cloud.armHost, cloud.legacyArmHost].flatMap((host) => [`https://${host}`, `https://${host}/`])

/** @throws ArmError 401 with the challenge by which clients find the tenant. */
export async function requireArmToken(
  headers: IncomingHttpHeaders,
  place: { readonly cloud: Cloud; readonly tenantId: string; readonly verify: VerifyToken },
): Promise<void> {
  const authority = `https://${place.cloud.loginHosts[0]}/${place.tenantId}`
  const refuse = (code: string, message: string): ArmError =>
    new ArmError(
      401,
      { code, message },
      {
        'www-authenticate': `Bearer authorization_uri="${authority}", error="invalid_token", error_description="${message.replaceAll('"', "'")}"`,
      },
    )
  const header = headers.authorization
  if (!header) throw refuse('AuthenticationFailed', "Authentication failed. The 'Authorization' header is missing.")
  const token = /^Bearer +(\S+)$/i.exec(header)?.[1]
  if (!token)
    throw refuse(
      'AuthenticationFailedInvalidHeader',
      "Authentication failed. The 'Authorization' header is provided in an invalid format.",
    )
  const audiences = armAudiences(place.cloud)
  try {
    await place.verify(token, audiences)
  } catch (error) {
    if (!(error instanceof TokenRefusedError)) throw error
    const { code, message } = refusals[error.fault](error, audiences)
    throw refuse(code, message)
  }
}

type Refusal = (error: TokenRefusedError, audiences: readonly string[]) => { code: string; message: string }

const refusals: Readonly<Record<TokenFault, Refusal>> = {
  malformed: () => ({ code: 'InvalidAuthenticationToken', message: 'The access token is invalid.' }),
  signature: () => ({
    code: 'InvalidAuthenticationToken',
    message: 'The access token validation failure: the signature of the token is not valid.',
  }),
  expired: ({ claims }) => ({
    code: 'ExpiredAuthenticationToken',
    message: `The access token expiry UTC time '${new Date(Number(claims?.exp ?? 0) * 1000).toISOString()}' is earlier than the current UTC time.`,
  }),
  audience: ({ claims }, audiences) => ({
    code: 'InvalidAuthenticationTokenAudience',
    message: `The access token has been obtained for wrong audience or resource '${claims?.aud}'. It should exactly match with one of the allowed audiences '${audiences.join("','")}'.`,
  }),
  issuer: ({ claims }) => ({
    code: 'InvalidAuthenticationTokenTenant',
    message: `The access token is from the wrong issuer '${claims?.iss}'. It must match the tenant that is associated with this subscription.`,
  }),
}
