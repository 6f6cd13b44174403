/** The clock and the timers, so that tests need neither. */
export interface Timers {
  /** Milliseconds, monotonic. */
  now(): number
  /** Calls back after so many milliseconds; 0: as soon as the messages that are already there are read. Returns a cancel. */
  after(milliseconds: number, callback: () => void): () => void
}

/** Work that is done for a key after it was asked for, at most once per wait, only for the latest request. */
export interface Scheduler {
  request(key: string): void
  cancel(key: string): void
  dispose(): void
}

/** An analysis this quick (milliseconds) is run at once: waiting would be most of what the user feels. */
const QUICK = 30
const LONGEST_WAIT = 400
/**
 * So many runs in a row must be slow before anybody waits, and the quickest of them tells how long: one that the machine or the
 * garbage collector interrupted says nothing of the next, and the first one also loads what it needs.
 */
const COUNTED = 3

/**
 * Waits only when the last runs were slow, and then about as long as a run takes: a fixed wait is nearly all the latency of the
 * servers that have one.
 */
export function createScheduler(run: (key: string) => void, timers: Timers): Scheduler {
  const pending = new Map<string, () => void>()
  const lastCosts = new Map<string, readonly number[]>()

  const cancel = (key: string): void => {
    pending.get(key)?.()
    pending.delete(key)
  }
  return {
    request(key) {
      cancel(key)
      const costs = lastCosts.get(key) ?? []
      const cost = costs.length < COUNTED ? 0 : Math.min(...costs)
      const wait = cost <= QUICK ? 0 : Math.min(cost * 2, LONGEST_WAIT)
      const stop = timers.after(wait, () => {
        pending.delete(key)
        const start = timers.now()
        run(key)
        lastCosts.set(key, [...costs, timers.now() - start].slice(-COUNTED))
      })
      pending.set(key, stop)
    },
    cancel(key) {
      cancel(key)
      lastCosts.delete(key)
    },
    dispose() {
      for (const stop of pending.values()) stop()
      pending.clear()
    },
  }
}

export const systemTimers: Timers = {
  now: () => performance.now(),
  after(milliseconds, callback) {
    if (milliseconds === 0) {
      // The library takes one message in each turn of the event loop: one turn more lets the next message come first, which somebody
      // waits for who has just typed.
      let immediate = setImmediate(() => {
        immediate = setImmediate(callback)
      })
      return () => clearImmediate(immediate)
    }
    const timer = setTimeout(callback, milliseconds)
    return () => clearTimeout(timer)
  },
}
