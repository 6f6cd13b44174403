import { Frame, FunctionScope } from '../frame.ts'
import type { Stmt } from '../tree.ts'
import type { Binder } from './binder.ts'
import type { Run } from './run.ts'

interface Turn {
  /** Where the variables of one turn are. */
  readonly frameOf: (frame: Frame) => Frame
  readonly leave: () => void
}

/**
 * Opens the scope of the body of a loop. Each turn has variables of its own (C# specification 9.2.9); only a function that keeps them can tell,
 * so turns without one share the slots of the function around.
 */
export function enterTurn(binder: Binder, body: Stmt): Turn {
  const outer = binder.scope
  if (!makesFunctions(body)) {
    outer.enter()
    return { frameOf: (frame) => frame, leave: () => outer.leave() }
  }
  binder.scope = new FunctionScope(outer, 'turn')
  return {
    frameOf: (frame) => new Frame(frame.evaluation, frame),
    leave: () => {
      binder.scope = outer
    },
  }
}

/** What a turn leaves to the code around it: a result or the aim of a jump. */
export function handOver(from: Frame, to: Frame): void {
  to.result = from.result
  to.jump = from.jump
}

/** Binds the body of a loop whose own parts declare nothing. */
export function bindTurn(binder: Binder, body: Stmt): Run {
  const turn = enterTurn(binder, body)
  const run = binder.rooms.bindEmbedded(binder, body)
  turn.leave()
  return (frame) => {
    const own = turn.frameOf(frame)
    const completion = run(own)
    if (own !== frame) handOver(own, frame)
    return completion
  }
}

function makesFunctions(node: object): boolean {
  if ('kind' in node && (node.kind === 'lambda' || node.kind === 'local-function' || node.kind === 'query')) return true
  for (const part of Object.values(node)) {
    if (typeof part === 'object' && part !== null && makesFunctions(part)) return true
  }
  return false
}
