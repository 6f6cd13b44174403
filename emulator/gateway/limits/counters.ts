/** Counts calls in sliding windows and calls that are under way. Lives as long as the gateway, over all configurations. */
export interface Counters {
  /** Takes `weight` calls from the window of `key`, if there is room. */
  take(key: string, limit: RateLimit): Taken
  /** @returns undefined when `max` calls are under way, else what ends this one. */
  enter(key: string, max: number): (() => void) | undefined
}

export interface RateLimit {
  readonly calls: number
  /** Milliseconds. */
  readonly window: number
  readonly weight?: number
}

export interface Taken {
  readonly allowed: boolean
  readonly remaining: number
  /** Seconds until a call fits again, at least 1; 0 when this one was allowed. */
  readonly retryAfter: number
}

/** Windows that nobody touched for long are dropped whenever this many have gathered. */
const sweepAt = 10_000

export function createCounters(now: () => number): Counters {
  const windows = new Map<string, { readonly times: number[]; window: number }>()
  const underWay = new Map<string, number>()

  const sweep = (time: number): void => {
    for (const [key, { times, window }] of windows) if ((times.at(-1) ?? 0) <= time - window) windows.delete(key)
  }

  return {
    take(key, { calls, window, weight = 1 }) {
      const time = now()
      let entry = windows.get(key)
      if (!entry) {
        if (windows.size >= sweepAt) sweep(time)
        entry = { times: [], window }
        windows.set(key, entry)
      }
      entry.window = window
      const { times } = entry
      let stale = 0
      while (stale < times.length && (times[stale] ?? 0) <= time - window) stale++
      if (stale > 0) times.splice(0, stale)
      if (times.length + weight > calls) {
        const oldest = times[0] ?? time
        return { allowed: false, remaining: 0, retryAfter: Math.max(1, Math.ceil((oldest + window - time) / 1000)) }
      }
      for (let at = 0; at < weight; at++) times.push(time)
      return { allowed: true, remaining: calls - times.length, retryAfter: 0 }
    },
    enter(key, max) {
      const count = underWay.get(key) ?? 0
      if (count >= max) return undefined
      underWay.set(key, count + 1)
      let left = false
      return () => {
        if (left) return
        left = true
        const now = (underWay.get(key) ?? 1) - 1
        if (now === 0) underWay.delete(key)
        else underWay.set(key, now)
      }
    },
  }
}
