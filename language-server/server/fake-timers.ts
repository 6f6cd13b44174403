import type { Timers } from './scheduler.ts'

/** A clock that moves when told to. */
export function fakeTimers() {
  let time = 0
  const waiting: { at: number; callback: () => void }[] = []
  const timers: Timers = {
    now: () => time,
    after(milliseconds, callback) {
      const entry = { at: time + milliseconds, callback }
      waiting.push(entry)
      return () => {
        const index = waiting.indexOf(entry)
        if (index >= 0) waiting.splice(index, 1)
      }
    },
  }
  return {
    timers,
    advance(milliseconds: number) {
      time += milliseconds
      for (const entry of waiting.splice(0)) {
        if (entry.at <= time) entry.callback()
        else waiting.push(entry)
      }
    },
  }
}
