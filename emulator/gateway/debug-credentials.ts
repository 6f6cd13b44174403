import type { DebugAuthorization } from './pipeline/exchange.ts'

/** The values of `Apim-Debug-Authorization` that the management side has given out. */
export interface DebugCredentials {
  /** @param apiId the API's id, or its full resource id. @param lifetime in seconds. */
  create(apiId: string, lifetime: number): string
  judge(authorization: string, apiId: string): DebugAuthorization
}

/**
 * Each credential is good for one API and a while; one that was never given out counts as expired.
 * https://learn.microsoft.com/azure/api-management/api-management-howto-api-inspector
 */
export function createDebugCredentials(host: { now(): number; newGuid(): string }): DebugCredentials {
  const credentials = new Map<string, { readonly apiId: string; readonly expires: number }>()
  return {
    create(apiId, lifetime) {
      const now = host.now()
      for (const [authorization, { expires }] of credentials) if (expires <= now) credentials.delete(authorization)
      const authorization = `aid=${host.newGuid()}`
      credentials.set(authorization, { apiId: nameOf(apiId), expires: now + lifetime * 1000 })
      return authorization
    },
    judge(authorization, apiId) {
      const found = credentials.get(authorization)
      if (!found || found.expires <= host.now()) return 'expired'
      return found.apiId === nameOf(apiId) ? 'accepted' : 'wrong-api'
    },
  }
}

/** `/subscriptions/…/apis/orders;rev=2` is `orders`. */
const nameOf = (apiId: string): string =>
  apiId
    .slice(apiId.lastIndexOf('/') + 1)
    .replace(/;rev=\d+$/, '')
    .toLowerCase()
