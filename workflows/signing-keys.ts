import { createPublicKey, type JsonWebKey, verify } from 'node:crypto'
import { isLoopback, type Routes, routed } from '../azure/routes.ts'
import { metadataUrlsOfCheck } from './accepted-issuers.ts'
import type { TokenCheck } from './token-checks.ts'

/** What the published keys of the issuer say of a token's signature. */
export interface SignatureFinding {
  readonly outcome: 'holds' | 'fails' | 'unknown'
  readonly reason?: 'no-key' | 'changed'
  /** For a table; begins with a comma when there is something to say. */
  readonly words: string
}

export interface ReadingKeys {
  readonly routes?: Routes | undefined
  readonly signal: AbortSignal
}

interface PublishedKey extends JsonWebKey {
  readonly kid?: string
}

/** Longest wait for a document of the issuer, in milliseconds. */
const patience = 10_000

/**
 * Checks the signature with the keys that the policy's metadata name, as the gateway does. Nothing but public documents is fetched, over
 * https or from the loopback. A document that cannot be read leaves the question open; the reason is told.
 */
export async function checkSignature(raw: string, check: TokenCheck, reading: ReadingKeys): Promise<SignatureFinding> {
  const urls = metadataUrlsOfCheck(check).filter((url) => !url.includes('{{'))
  if (urls.length === 0) return { outcome: 'unknown', words: ', and the policy names no metadata that is known here' }
  const sets = await Promise.allSettled(urls.map((url) => keysOf(url, reading)))
  reading.signal.throwIfAborted()
  const keys = sets.flatMap((set) => (set.status === 'fulfilled' ? set.value : []))
  const failed = sets.find((set) => set.status === 'rejected')
  const kid = kidOf(raw)
  const found = keys.filter((key) => key.kid === kid)
  if (found.length > 0)
    return found.some((key) => fits(raw, key))
      ? { outcome: 'holds', words: '' }
      : { outcome: 'fails', reason: 'changed', words: '' }
  if (failed !== undefined || keys.length === 0)
    return {
      outcome: 'unknown',
      words: `, and the keys could not be read${failed ? ` (${wordsOf(failed.reason)})` : ''}`,
    }
  return { outcome: 'fails', reason: 'no-key', words: '' }
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

function kidOf(raw: string): unknown {
  const [head = ''] = raw.split('.')
  return (JSON.parse(Buffer.from(head, 'base64url').toString('utf8')) as { readonly kid?: unknown }).kid
}

/** Entra signs with RS256; another algorithm is not judged here, so it is taken to fit. */
function fits(raw: string, key: PublishedKey): boolean {
  const [head = '', body = '', signature = ''] = raw.split('.')
  const { alg } = JSON.parse(Buffer.from(head, 'base64url').toString('utf8')) as { readonly alg?: unknown }
  if (alg !== 'RS256' || key.kty !== 'RSA') return true
  const publicKey = createPublicKey({ key, format: 'jwk' })
  return verify('RSA-SHA256', Buffer.from(`${head}.${body}`), publicKey, Buffer.from(signature, 'base64url'))
}

async function keysOf(metadataUrl: string, reading: ReadingKeys): Promise<readonly PublishedKey[]> {
  const { jwks_uri: address } = await readJson<{ readonly jwks_uri?: string }>(metadataUrl, reading)
  if (address === undefined) throw new Error('no jwks_uri')
  const { keys = [] } = await readJson<{ readonly keys?: readonly PublishedKey[] }>(address, reading)
  return keys
}

async function readJson<T>(url: string, { routes, signal }: ReadingKeys): Promise<T> {
  const target = new URL(url)
  if (target.protocol !== 'https:' && !isLoopback(target.hostname)) throw new Error(`${url} is not https`)
  const { url: address, headers } = routes === undefined ? { url, headers: {} } : routed(url, routes)
  const response = await fetch(address, {
    headers,
    redirect: 'error',
    signal: AbortSignal.any([signal, AbortSignal.timeout(patience)]),
  })
  if (!response.ok) throw new Error(`${target.host} answered ${response.status}`)
  return (await response.json()) as T
}
