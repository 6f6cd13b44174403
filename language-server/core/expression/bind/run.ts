import type { Frame } from '../frame.ts'

export type Run = (frame: Frame) => Completion
/** How a statement ended. */
export type Completion = 0 | 1 | 2 | 3 | 4
export const normal = 0
export const broke = 1
export const continued = 2
export const returned = 3
/** The frame tells where to. */
export const jumped = 4

/** @param labels that a `goto` may lead to, with the index of their statements */
export function sequence(runs: readonly Run[], labels?: ReadonlyMap<string, number>): Run {
  if (labels && labels.size > 0) return sequenceWithLabels(runs, labels)
  if (runs.length === 1 && runs[0]) return runs[0]
  return (frame) => {
    for (const run of runs) {
      const completion = run(frame)
      if (completion !== normal) return completion
    }
    return normal
  }
}

function sequenceWithLabels(runs: readonly Run[], labels: ReadonlyMap<string, number>): Run {
  return (frame) => {
    for (let at = 0; at < runs.length; at++) {
      const completion = runs[at]?.(frame) ?? normal
      if (completion === normal) continue
      const to = completion === jumped && frame.jump && 'label' in frame.jump ? labels.get(frame.jump.label) : undefined
      if (to === undefined) return completion
      frame.evaluation.tick()
      at = to - 1
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
      if (completion === returned || completion === jumped) return completion
      for (const increment of increments) increment(frame)
    }
    return normal
  }
}
