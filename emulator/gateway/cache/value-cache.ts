/** The built-in cache of the instance: it lives as long as the gateway, over all configurations, and forgets under pressure. */
export interface ValueCache {
  /** @returns undefined when there is nothing under the key, or no longer. */
  get(key: string): unknown
  /** @param seconds to keep the value; 0 or less keeps nothing. */
  set(key: string, value: unknown, seconds: number): void
  delete(key: string): void
}

/** @param capacity entries; the one that was written longest ago goes first. */
export function createValueCache(now: () => number, capacity: number): ValueCache {
  const entries = new Map<string, { readonly value: unknown; readonly until: number }>()
  return {
    get(key) {
      const entry = entries.get(key)
      if (!entry) return undefined
      if (entry.until > now()) return entry.value
      entries.delete(key)
      return undefined
    },
    set(key, value, seconds) {
      entries.delete(key)
      if (seconds <= 0) return
      entries.set(key, { value, until: now() + seconds * 1000 })
      const oldest = entries.keys().next().value
      if (entries.size > capacity && oldest !== undefined) entries.delete(oldest)
    },
    delete(key) {
      entries.delete(key)
    },
  }
}
