import { dropConnection } from '../loopback/server.ts'
import type { Answer } from './resource.ts'

/** The next `times` requests that match go wrong in the given way. Exists for tests of clients. */
export interface Fault {
  readonly method?: string
  /** A part of the path; any when absent. */
  readonly path?: string
  /** 1 when absent. */
  readonly times?: number
  /** How many matching requests go through before. */
  readonly after?: number
  readonly status?: number
  /** Seconds, sent as `Retry-After`. */
  readonly retryAfter?: number
  /** Closes the connection without an answer. */
  readonly drop?: boolean
  /** Milliseconds to wait before anything else. */
  readonly delay?: number
}

export interface Faults {
  add(fault: Fault): void
  clear(): void
  /** Waits, and tells what to answer instead of the truth; undefined: nothing. */
  strike(method: string, path: string): Promise<Answer | typeof dropConnection | undefined>
  /** Ends all waiting. */
  close(): void
}

export function createFaults(): Faults {
  let active: { fault: Fault; skip: number; left: number }[] = []
  const waiting = new Set<() => void>()

  const wait = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer)
        waiting.delete(end)
        resolve()
      }
      const timer = setTimeout(end, milliseconds)
      waiting.add(end)
    })

  return {
    add(fault) {
      active.push({ fault, skip: fault.after ?? 0, left: fault.times ?? 1 })
    },
    clear() {
      active = []
    },
    async strike(method, path) {
      const hit = active.find(({ fault }) => matches(fault, method, path))
      if (!hit || hit.skip-- > 0) return undefined
      if (--hit.left <= 0) active = active.filter((other) => other !== hit)
      const { delay, drop, retryAfter, status } = hit.fault
      if (delay !== undefined) await wait(delay)
      if (drop) return dropConnection
      if (status === undefined) return undefined
      return {
        status,
        headers: retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) },
        body: {
          error: bodies[status] ?? { code: 'InternalServerError', message: `An injected fault answered ${status}.` },
        },
      }
    },
    close() {
      active = []
      for (const end of [...waiting]) end()
    },
  }
}

const numbers = ['times', 'after', 'status', 'retryAfter', 'delay'] as const

/** @returns the faults of a JSON text, one or a list; a string that says what is wrong with it. */
export function readFaults(text: string): readonly Fault[] | string {
  let given: unknown
  try {
    given = JSON.parse(text)
  } catch {
    return 'A fault is a JSON object.'
  }
  for (const fault of [given].flat()) {
    if (typeof fault !== 'object' || fault === null) return 'A fault is a JSON object.'
    const wrong = numbers.find((name) => name in fault && !Number.isFinite((fault as Fault)[name]))
    if (wrong) return `"${wrong}" must be a number.`
  }
  return [given].flat() as Fault[]
}

const bodies: Readonly<Record<number, { code: string; message: string }>> = {
  429: { code: 'TooManyRequests', message: 'The request is being throttled as the limit has been reached.' },
  503: { code: 'ServiceUnavailable', message: 'The service is temporarily unavailable.' },
}

const matches = (fault: Fault, method: string, path: string): boolean =>
  (fault.method === undefined || fault.method === method) &&
  (fault.path === undefined || path.toLowerCase().includes(fault.path.toLowerCase()))
