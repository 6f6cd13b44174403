import type { Section } from '../catalog/policy.ts'
import type { ExpressionUse } from './expressions.ts'
import type { CodeRead } from './flow-reads.ts'
import type { Entry } from './flow-state.ts'
import type { Meaning } from './meaning.ts'
import type { Setter } from './variables-setter.ts'

/** One thing that an expression does with the context, at the moment when it does. */
export interface Moment {
  readonly read: CodeRead
  readonly use: ExpressionUse
  /** What is known of what is read: the variable, the header, the part of the context, whether the body was read. */
  readonly entry: Entry | undefined
  /** The setters of `entry` are all that can have given it its value. */
  readonly isWhole: boolean
  /** Somebody of whom nothing is known may have done something before. */
  readonly isUnknownBefore: boolean
  /** No branch lies between the place where the paths came together that disagree about `entry`, and here. */
  readonly isUnbranched: boolean
  readonly section: Section | undefined
  /** Inside a policy that can end the request with an answer of its own. */
  readonly owner: Meaning
}

/** What happens in a document in the order in which it runs. */
export interface Flow {
  readonly moments: readonly Moment[]
  readonly setters: readonly Setter[]
  /** Some expression reads variables by names that only a run can tell. */
  readonly readsAny: boolean
  /** Some variable has a name that only a run, or a tool, can tell. */
  readonly setsAny: boolean
  /** Reads of the request's body at the end of inbound that nothing made good. */
  readonly lostBody: readonly Setter[]
  /** What was known at the asked offset. */
  readonly known: ReadonlyMap<string, Entry> | undefined
  /** Names that are set on every path to the end of their section. */
  readonly atEnd: ReadonlyMap<string, readonly (readonly [string, Entry])[]>
}
