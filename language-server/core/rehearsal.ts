import { diagnosticOf } from './features/diagnostics.ts'
import { check } from './lint/check.ts'
import { allExamples } from './lint/examples.ts'
import { analyse } from './model/analysis.ts'

/** Enough for the engine to compile what a keystroke runs; more is hardly felt. */
const ROUNDS = 2

/**
 * Reads the examples of all rules again and again, a document of a few lines per step. JavaScript is slow until it has run for a
 * while; a server with nothing to do rehearses, so that it is not the first keystrokes that pay.
 */
export function* rehearse(): Generator<void> {
  const all = allExamples()
  for (let round = 0; round < ROUNDS; round++) {
    for (const { bad, good, options } of all) {
      for (const text of [bad, good]) {
        const analysis = analyse(text, options, 'once')
        for (const finding of check(analysis)) diagnosticOf(analysis, finding, () => '')
        yield
      }
    }
  }
}
