/** Counts calls and bytes in fixed periods. Lives as long as the gateway, over all configurations. */
export interface Quotas {
  used(key: string, period: QuotaPeriod): Used
  add(key: string, period: QuotaPeriod, amount: { readonly calls?: number; readonly bytes?: number }): void
}

export interface QuotaPeriod {
  /** Milliseconds; 0: it never ends. */
  readonly length: number
  /** Milliseconds since 1970-01-01T00:00:00Z; absent: the first call begins the first period. */
  readonly start?: number
}

export interface Used {
  readonly calls: number
  readonly bytes: number
  /** Seconds until the next period; undefined when there is none. */
  readonly renewsIn: number | undefined
}

interface Entry {
  start: number
  calls: number
  bytes: number
}

/** Keys are what expressions make of requests; the one that began longest ago is forgotten first. */
const capacity = 50_000

export function createQuotas(now: () => number): Quotas {
  const entries = new Map<string, Entry>()

  const current = (key: string, { length, start }: QuotaPeriod): Entry => {
    const time = now()
    const known = entries.get(key)
    const first = start ?? known?.start ?? time
    const begin = length === 0 ? first : first + Math.floor((time - first) / length) * length
    if (known?.start === begin) return known
    const entry = { start: begin, calls: 0, bytes: 0 }
    entries.delete(key)
    entries.set(key, entry)
    const oldest = entries.keys().next().value
    if (entries.size > capacity && oldest !== undefined) entries.delete(oldest)
    return entry
  }

  return {
    used(key, period) {
      const { start, calls, bytes } = current(key, period)
      const renewsIn = period.length === 0 ? undefined : Math.ceil((start + period.length - now()) / 1000)
      return { calls, bytes, renewsIn }
    },
    add(key, period, { calls = 0, bytes = 0 }) {
      const entry = current(key, period)
      entry.calls += calls
      entry.bytes += bytes
    },
  }
}
