import { fault, type PolicyFault } from '../pipeline/fault.ts'
import type { GatewayPorts } from '../ports.ts'
import type { JsonWebKey, VerificationKey } from './signature.ts'

/** What an OpenID Connect issuer publishes about itself. */
export interface IssuerKeys {
  readonly issuer: string
  readonly keys: readonly VerificationKey[]
}

/**
 * Metadata and keys of issuers. They are kept for one hour; a failed fetch and an unknown key id lead to another fetch, at
 * most once in five minutes. https://learn.microsoft.com/azure/api-management/validate-jwt-policy
 */
export interface OpenIdStore {
  /** A promise only when something must be fetched. @throws PolicyFault */
  get(url: string): IssuerKeys | Promise<IssuerKeys>
  /** Fetches again for a key id that is not known, unless that was done in the last five minutes. */
  refresh(url: string): Promise<IssuerKeys>
  /** Rises whenever any issuer's keys change: what was verified with the old ones is forgotten. */
  readonly generation: number
}

const keepFor = 60 * 60_000
const retryAfter = 5 * 60_000
const fetchTimeout = 30_000
const largestDocument = 1024 * 1024

interface Entry {
  keys: IssuerKeys | undefined
  /** The keys as published, to notice a change. */
  published: string
  fetchedAt: number
  failure: PolicyFault | undefined
  failedAt: number
  refreshedAt: number
  pending: Promise<IssuerKeys> | undefined
}

export function createOpenIdStore(ports: GatewayPorts): OpenIdStore {
  const entries = new Map<string, Entry>()
  let generation = 0

  const entryOf = (url: string): Entry => {
    let entry = entries.get(url)
    if (!entry) {
      const never = Number.NEGATIVE_INFINITY
      entry = {
        keys: undefined,
        published: '',
        fetchedAt: never,
        failure: undefined,
        failedAt: never,
        refreshedAt: never,
        pending: undefined,
      }
      entries.set(url, entry)
    }
    return entry
  }

  const load = async (url: string, entry: Entry): Promise<IssuerKeys> => {
    try {
      const metadata = await fetchJson(ports, url)
      const { issuer, jwks_uri: jwksUri } = metadata
      if (typeof issuer !== 'string' || typeof jwksUri !== 'string')
        throw new Error('the document has no "issuer" or no "jwks_uri"')
      const jwks = await fetchJson(ports, jwksUri)
      if (!Array.isArray(jwks.keys)) throw new Error(`${jwksUri} has no "keys"`)
      const published = JSON.stringify([issuer, jwks.keys])
      if (published !== entry.published) generation++
      entry.published = published
      entry.keys = { issuer, keys: importKeys(ports, jwks.keys as JsonWebKey[]) }
      entry.fetchedAt = ports.now()
      entry.failure = undefined
      return entry.keys
    } catch (error) {
      entry.failedAt = ports.now()
      entry.failure = unavailable(url, error)
      ports.log(entry.failure.message)
      if (entry.keys) return entry.keys
      throw entry.failure
    } finally {
      entry.pending = undefined
    }
  }

  const start = (url: string, entry: Entry): Promise<IssuerKeys> => {
    entry.pending ??= load(url, entry)
    return entry.pending
  }

  return {
    get(url) {
      const entry = entryOf(url)
      const now = ports.now()
      if (entry.keys && now - entry.fetchedAt < keepFor) return entry.keys
      if (now - entry.failedAt < retryAfter && !entry.pending) {
        if (entry.keys) return entry.keys
        if (entry.failure) throw entry.failure
      }
      return start(url, entry)
    },
    async refresh(url) {
      const entry = entryOf(url)
      const now = ports.now()
      if (entry.keys && now - entry.refreshedAt < retryAfter) return entry.keys
      entry.refreshedAt = now
      return start(url, entry)
    },
    get generation() {
      return generation
    },
  }
}

/** One key per id: the v1 and v2 documents of one tenant publish the same keys, and some publish one twice. */
function importKeys(ports: GatewayPorts, published: readonly JsonWebKey[]): VerificationKey[] {
  const keys: VerificationKey[] = []
  for (const jwk of published) {
    if (jwk.use !== undefined && jwk.use !== 'sig') continue
    const key = ports.signatures.importJwk(jwk)
    if (key && (key.kid === undefined || !keys.some(({ kid }) => kid === key.kid))) keys.push(key)
  }
  return keys
}

async function fetchJson(ports: GatewayPorts, url: string): Promise<Record<string, unknown>> {
  const response = await ports.fetch({
    method: 'GET',
    url,
    headers: ['Accept', 'application/json'],
    timeout: fetchTimeout,
    limit: largestDocument,
  })
  if (response.status !== 200) throw new Error(`${url} answered ${response.status}`)
  const value: unknown = JSON.parse(new TextDecoder().decode(response.body?.bytes() ?? new Uint8Array(0)))
  if (typeof value !== 'object' || value === null) throw new Error(`${url} is not a JSON object`)
  return value as Record<string, unknown>
}

function unavailable(url: string, error: unknown): PolicyFault {
  const why = error instanceof Error ? error.message : String(error)
  return fault({
    reason: 'JwtInvalid',
    message: `IDX20803: Unable to obtain configuration from: '${url}'. ${why}`,
    status: 401,
    cause: error,
  })
}
