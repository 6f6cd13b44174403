import { type ClrType, clrType } from './clr/clr-type.ts'
import { ClrView } from './clr/context-view.ts'
import { LimitReached } from './clr/meter.ts'
import type { ContextModel, ExpressionHost } from './context-model.ts'
import { isInstance } from './convert.ts'
import type { Call } from './definition.ts'

/** So many steps of loops, calls and sequences an expression may take before it is stopped. */
const stepLimit = 4_000_000
/** After so many of them the clock is looked at. */
const stepsBetweenLooks = 4096

interface Taken {
  steps: number
  nextLook: number
  readonly since: number
}

const contextType = clrType('IProxyRequestContext')

/** One evaluation: the context, the host and the steps taken so far. */
export class Evaluation implements Call {
  readonly host: ExpressionHost
  readonly context: ContextModel
  readonly typeArgs: readonly ClrType[]
  private readonly taken: Taken

  constructor(context: ContextModel, host: ExpressionHost, typeArgs: readonly ClrType[] = [], taken?: Taken) {
    this.context = context
    this.host = host
    this.typeArgs = typeArgs
    this.taken = taken ?? { steps: 0, nextLook: stepsBetweenLooks, since: host.monotonic?.() ?? 0 }
  }

  /** The `context` variable. */
  get contextView(): ClrView<ContextModel> {
    return new ClrView(contextType, this.context)
  }

  isOf(value: unknown, type: ClrType): boolean {
    return isInstance(value, type)
  }

  tick(count = 1): void {
    const { taken } = this
    taken.steps += count
    if (taken.steps >= taken.nextLook) this.look()
  }

  private look(): void {
    const { taken, host } = this
    taken.nextLook = taken.steps + stepsBetweenLooks
    if (taken.steps > stepLimit)
      throw new LimitReached('System.TimeoutException', `The expression took more than ${stepLimit} steps.`)
    const { timeLimit } = host
    if (timeLimit !== undefined && host.monotonic && host.monotonic() - taken.since > timeLimit)
      throw new LimitReached('System.TimeoutException', `The expression took more than ${timeLimit} milliseconds.`)
  }

  withTypes(typeArgs: readonly ClrType[]): Evaluation {
    return new Evaluation(this.context, this.host, typeArgs, this.taken)
  }
}

/** The variables of one invocation of a function; lambdas see those around them through `parent`. */
export class Frame {
  readonly evaluation: Evaluation
  readonly parent: Frame | undefined
  readonly slots: unknown[]
  /** What a `return` left. */
  result: unknown = null
  /** Where a `goto` leads. */
  jump: Jump | undefined
  constructor(evaluation: Evaluation, parent?: Frame, slots: unknown[] = []) {
    this.evaluation = evaluation
    this.parent = parent
    this.slots = slots
  }
}

/** A label, or a value of the switch around; `undefined` there is its default. */
export type Jump = { readonly label: string } | { readonly case: { readonly value: unknown } | undefined }

export interface Local {
  readonly name: string
  readonly type: ClrType
  readonly slot: number
  readonly owner: FunctionScope
  /** Present for a local function. */
  readonly callable?: { readonly parameters: readonly LocalParameter[]; readonly returns: ClrType }
  /** Present for a constant. */
  readonly constant?: { readonly value: unknown }
}

export interface LocalParameter {
  readonly name: string
  readonly type: ClrType
  readonly isParams: boolean
  readonly default?: { readonly value: unknown }
}

/**
 * What names mean inside one function while it is bound: blocks nest, slots do not. The body of a loop that makes functions is a `turn`: it has
 * slots of its own for each turn, so that what a function keeps of one turn the next does not change.
 */
export class FunctionScope {
  readonly parent: FunctionScope | undefined
  readonly depth: number
  /** The types of what is returned. */
  readonly returns: ClrType[]
  /** That of the expression itself, no lambda or local function. */
  readonly isOutermost: boolean
  private blocks: Map<string, Local>[] = [new Map()]
  private slots = 0

  constructor(parent?: FunctionScope, kind: 'function' | 'turn' = 'function') {
    this.parent = parent
    this.depth = parent ? parent.depth + 1 : 0
    this.returns = parent && kind === 'turn' ? parent.returns : []
    this.isOutermost = parent === undefined || (kind === 'turn' && parent.isOutermost)
  }

  enter(): void {
    this.blocks.push(new Map())
  }

  leave(): void {
    this.blocks.pop()
  }

  declare(name: string, type: ClrType, more: Pick<Local, 'callable' | 'constant'> = {}): Local {
    const local: Local = { name, type, slot: this.slots++, owner: this, ...more }
    this.blocks.at(-1)?.set(name, local)
    return local
  }

  find(name: string): Local | undefined {
    for (let at = this.blocks.length - 1; at >= 0; at--) {
      const local = this.blocks[at]?.get(name)
      if (local) return local
    }
    return this.parent?.find(name)
  }

  isOfInnermostBlock(local: Local): boolean {
    return this.blocks.at(-1)?.get(local.name) === local
  }

  /** Every name in sight, innermost first. */
  visible(): Local[] {
    const own = this.blocks.toReversed().flatMap((block) => [...block.values()])
    return [...own, ...(this.parent?.visible() ?? [])]
  }
}

/** The frame that holds the slots of a function so many functions further out. */
export function frameAt(frame: Frame, hops: number): Frame {
  let at = frame
  for (let count = hops; count > 0; count--) at = at.parent ?? at
  return at
}
