import type { Exchange } from './exchange.ts'
import { needsNothing, type Outcome, type Step } from './step.ts'
import type { RecordedEntry } from './trace-recorder.ts'

/**
 * Runs steps in order. No promise is made as long as every step finishes at once, which is the usual case: only a step that
 * waits for something (a token, the back end, a body) makes the rest asynchronous.
 */
export function runSteps(steps: readonly Step[], exchange: Exchange): Outcome | Promise<Outcome> {
  return runFrom(steps, 0, exchange)
}

function runFrom(steps: readonly Step[], from: number, exchange: Exchange): Outcome | Promise<Outcome> {
  for (let at = from; at < steps.length; at++) {
    const step = steps[at]
    if (!step) break
    const outcome = runStep(step, exchange)
    if (outcome === undefined) continue
    if (outcome === 'respond') return outcome
    return outcome.then((settled) => settled ?? runFrom(steps, at + 1, exchange))
  }
  return undefined
}

export function runStep(step: Step, exchange: Exchange): Outcome | Promise<Outcome> | undefined {
  if (step.needs !== needsNothing && !exchange.isBuffered(step.needs))
    return exchange.buffer(step.needs).then(() => runBuffered(step, exchange))
  return runBuffered(step, exchange)
}

function runBuffered(step: Step, exchange: Exchange): Outcome | Promise<Outcome> | undefined {
  const entry = exchange.trace.begin(step, exchange.elapsed())
  exchange.step = step
  const outcome = start(step, exchange, entry)
  if (outcome === undefined || outcome === 'respond') {
    entry.end = exchange.elapsed()
    return outcome
  }
  return outcome.then(
    (settled) => {
      entry.end = exchange.elapsed()
      return settled
    },
    (error: unknown) => {
      entry.end = exchange.elapsed()
      throw error
    },
  )
}

function start(step: Step, exchange: Exchange, entry: RecordedEntry): Outcome | Promise<Outcome> | undefined {
  try {
    return step.run(exchange)
  } catch (error) {
    entry.end = exchange.elapsed()
    throw error
  }
}
