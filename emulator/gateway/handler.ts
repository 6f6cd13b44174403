import type { Element } from '../../language-server/core/syntax/tree.ts'
import type { Compiler } from './compile/compiler.ts'
import type { Run } from './pipeline/step.ts'

/** What the gateway knows about one policy: how to compile it. */
export interface Handler {
  readonly name: string
  /** @throws CompileError when the policy cannot run as it is written. */
  readonly compile: (element: Element, compiler: Compiler) => Run
}

/** Declares the handler of one policy. It reads the element once and returns what runs for each request. */
export const handler = (name: string, compile: Handler['compile']): Handler => ({ name, compile })
