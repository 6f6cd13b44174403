import type { GatewayConfiguration } from '../configuration.ts'
import { fault, internalError } from '../pipeline/fault.ts'
import type { GatewayPorts, TokenRequest } from '../ports.ts'

/** Tokens of the instance's managed identities, kept until shortly before they expire. */
export interface TokenStore {
  /** A promise only when a token has to be fetched. @throws PolicyFault */
  get(request: TokenRequest, identities: GatewayConfiguration['identities']): string | Promise<string>
}

/** Five minutes: a token that is about to expire is not sent to a back end. */
const margin = 5 * 60_000

export function createTokenStore(ports: GatewayPorts): TokenStore {
  const tokens = new Map<string, { readonly token: string; readonly expiresOn: number }>()
  const pending = new Map<string, Promise<string>>()

  const fetchToken = async (key: string, request: TokenRequest): Promise<string> => {
    try {
      const found = await ports.tokens(request)
      tokens.set(key, found)
      return found.token
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      throw refusal(`No token for "${request.resource}" could be obtained: ${why}`, error)
    } finally {
      pending.delete(key)
    }
  }

  return {
    get(request, identities) {
      const missing = missingIdentity(request, identities)
      if (missing) throw refusal(missing, undefined)
      // An identity that was removed and enabled again is another one, and its tokens are other tokens.
      const { principalId } = identities.find((identity) => isMeant(identity, request)) ?? { principalId: '' }
      const key = `${principalId} ${request.resource}`
      const kept = tokens.get(key)
      if (kept && kept.expiresOn - margin > ports.now()) return kept.token
      let fetching = pending.get(key)
      if (!fetching) {
        fetching = fetchToken(key, request)
        pending.set(key, fetching)
      }
      return fetching
    },
  }
}

function missingIdentity(
  { clientId }: TokenRequest,
  identities: GatewayConfiguration['identities'],
): string | undefined {
  if (identities.length === 0)
    return 'The instance has no managed identity: enable one under Security, Managed identities.'
  if (identities.some((identity) => isMeant(identity, { clientId }))) return undefined
  return clientId === undefined
    ? 'The instance has no system-assigned managed identity; name a user-assigned one with "client-id".'
    : `The instance has no managed identity with the client id "${clientId}".`
}

const isMeant = (
  identity: GatewayConfiguration['identities'][number],
  { clientId }: { readonly clientId?: string | undefined },
): boolean => (clientId === undefined ? identity.systemAssigned : identity.clientId === clientId)

/**
 * The caller sees a bare 500, as in the service; why is in the trace.
 * The service's own name of the reason is not documented, so this one is ours.
 */
const refusal = (message: string, cause: unknown) =>
  fault({ reason: 'ManagedIdentityTokenNotObtained', message, answer: internalError, cause })
