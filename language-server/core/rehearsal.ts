import { diagnosticOf } from './features/diagnostics.ts'
import { check } from './lint/check.ts'
import { rules } from './lint/rules.ts'
import { analyse } from './model/analysis.ts'

/** Enough for the engine to compile what a keystroke runs; more is hardly felt. */
const ROUNDS = 6

/**
 * Reads the examples of all rules again and again, a document of a few lines per step. JavaScript is slow until it has run for a
 * while; a server with nothing to do rehearses, so that it is not the first keystrokes that pay.
 */
export function* rehearse(): Generator<void> {
  for (let round = 0; round < ROUNDS; round++) {
    for (const { examples } of rules) {
      for (const text of [examples.bad, examples.good]) {
        const analysis = analyse(text, examples.options)
        for (const finding of check(analysis)) diagnosticOf(analysis, finding, () => '')
        yield
      }
    }
  }
}
