import { accessToken, type TokenCredential } from '../azure/access-token.ts'
import type { Cloud } from '../azure/clouds.ts'
import { isServiceError } from '../azure/service-error.ts'
import { decodeToken } from '../azure/tokens.ts'
import type { Caller } from '../language-server/core/recipes/token-check.ts'
import type { Ports } from './ports.ts'

/**
 * Who is signed in, read from the token that the instance is managed with. Undefined where the token does not tell; a sign-in that
 * fails is a line in the log, since every later step would tell it better.
 */
export async function ownAccount(
  ports: Ports,
  { credential, cloud, tenantId }: OwnAccount,
): Promise<Caller | undefined> {
  try {
    const token = await ports.progress('Reading who is signed in', (signal) =>
      accessToken(credential, cloud.armEndpoint, { tenantId, signal }),
    )
    const { oid, idtyp, app_displayname: program } = decodeToken(token)?.claims ?? {}
    if (typeof oid !== 'string') return undefined
    const kind = idtyp === 'app' ? 'the program that is signed in' : 'the account that is signed in'
    return { name: typeof program === 'string' && idtyp === 'app' ? `${kind}, ${program}` : kind, objectId: oid }
  } catch (error) {
    if (!isServiceError(error)) throw error
    ports.log(`Who is signed in could not be read: ${error.message}`)
    return undefined
  }
}

interface OwnAccount {
  readonly credential: TokenCredential
  readonly cloud: Cloud
  readonly tenantId?: string | undefined
}
