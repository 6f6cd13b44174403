import type { ResponseState } from '../pipeline/exchange.ts'
import { HeaderList } from '../pipeline/header-list.ts'
import { MessageBody } from '../pipeline/message-body.ts'
import type { ValueCache } from './value-cache.ts'

export type DownstreamCaching = 'none' | 'private' | 'public'

/** What `cache-lookup` found out, for `cache-store`. */
export interface ResponseCaching {
  readonly key: string
  readonly downstream: DownstreamCaching
  readonly mustRevalidate: boolean
  /** The response comes from the cache. */
  readonly isHit: boolean
}

interface Kept {
  readonly status: number
  readonly reason: string
  readonly headers: readonly string[]
  readonly content: Uint8Array
  /** For which it may be kept. */
  readonly seconds: number
}

/** Keeps a response whose body is in memory. */
export function keepInCache(
  cache: ValueCache,
  { key, response, seconds }: { key: string; response: ResponseState; seconds: number },
): void {
  const { status, reason, headers, body } = response
  const content = body?.bytes() ?? new Uint8Array(0)
  cache.set(key, { status, reason, headers: headers.raw.slice(), content, seconds } satisfies Kept, seconds)
}

/** A response of its own, to be changed and sent. */
export function cachedResponse(
  cache: ValueCache,
  key: string,
): { response: ResponseState; seconds: number } | undefined {
  const kept = cache.get(key) as Kept | undefined
  if (!kept) return undefined
  const { status, reason, headers, content, seconds } = kept
  const body = new MessageBody({ content })
  return { response: { status, reason, headers: new HeaderList([...headers]), body }, seconds }
}

/** What caches on the way to the caller may do. https://learn.microsoft.com/azure/api-management/cache-lookup-policy */
export function tellDownstream(
  { headers }: ResponseState,
  { downstream, mustRevalidate }: Pick<ResponseCaching, 'downstream' | 'mustRevalidate'>,
  seconds: number,
): void {
  const value =
    downstream === 'none' ? 'no-store' : `${downstream}${mustRevalidate ? ', must-revalidate' : ''}, max-age=${seconds}`
  headers.set('Cache-Control', [value])
}
