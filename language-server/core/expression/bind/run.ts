import type { Frame } from '../frame.ts'

export type Run = (frame: Frame) => Completion
/** How a statement ended. */
export type Completion = 0 | 1 | 2 | 3
export const normal = 0
export const broke = 1
export const continued = 2
export const returned = 3

export function sequence(runs: readonly Run[]): Run {
  if (runs.length === 1 && runs[0]) return runs[0]
  return (frame) => {
    for (const run of runs) {
      const completion = run(frame)
      if (completion !== normal) return completion
    }
    return normal
  }
}

export function loop(
  condition: (frame: Frame) => boolean,
  body: Run,
  increments: readonly ((frame: Frame) => unknown)[],
  tests: 'before' | 'after',
): Run {
  return (frame) => {
    let first = tests === 'after'
    while (first || condition(frame)) {
      first = false
      frame.evaluation.tick()
      const completion = body(frame)
      if (completion === broke) break
      if (completion === returned) return returned
      for (const increment of increments) increment(frame)
    }
    return normal
  }
}
