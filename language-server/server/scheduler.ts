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
 * Waits only when the last run was slow, and then about as long as the run takes: a fixed wait is nearly all the latency of the
 * servers that have one.
 */
export function createScheduler(run: (key: string) => void, timers: Timers): Scheduler {
  const pending = new Map<string, () => void>()
  const lastCost = new Map<string, number>()

  const cancel = (key: string): void => {
    pending.get(key)?.()
    pending.delete(key)
  }
  return {
    request(key) {
      cancel(key)
      const cost = lastCost.get(key) ?? 0
      const wait = cost <= QUICK ? 0 : Math.min(cost * 2, LONGEST_WAIT)
      const stop = timers.after(wait, () => {
        pending.delete(key)
        const start = timers.now()
        run(key)
        lastCost.set(key, timers.now() - start)
      })
      pending.set(key, stop)
    },
    cancel(key) {
      cancel(key)
      lastCost.delete(key)
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
      const immediate = setImmediate(callback)
      return () => clearImmediate(immediate)
    }
    const timer = setTimeout(callback, milliseconds)
    return () => clearTimeout(timer)
  },
}
