/**
 * What the other documents of a workspace say to one document. Plain data, small enough to be kept for thousands of documents; made
 * from summaries, so that a keystroke in one document does not analyse the others again.
 */
export interface Neighbours {
  /**
   * What runs around this document: the outer scopes of a policy document, the includers of a fragment. Absent: nothing is known of
   * it, so a variable that this document does not set may still come from there.
   */
  readonly outer?: OuterVariables
  /**
   * The documents of narrower scopes, whose `<base />` runs this one: what they set may be there before, and they may read what this one
   * sets. For a fragment: what its includers read behind it. Absent: nothing is known of them; an operation has none.
   */
  readonly inner?: InnerVariables
  /** What the workspace knows of this document itself; only a fragment has it. */
  readonly own?: OwnPlace
  /** The fragments that are known, by their id. One that is not listed is unknown: it may set anything. */
  readonly fragments?: Readonly<Record<string, FragmentSummary>>
}

export interface OwnPlace {
  readonly fragment: string
  /** A policy document of the workspace includes it, or may: an id is computed somewhere. */
  readonly isUsed: boolean
}

export interface OuterVariables {
  readonly sets: readonly VariableSummary[]
  /** Names that the outer documents read; absent: they may read any. */
  readonly reads?: readonly string[]
  /** Every document that can run before this one was read; otherwise there may be variables that are not listed. */
  readonly isComplete: boolean
}

export interface InnerVariables {
  readonly sets: readonly VariableSummary[]
  /** Names that the narrower documents read; absent: they may read any. */
  readonly reads?: readonly string[]
  /** Every narrower document was read, and each fragment that they include. */
  readonly isComplete: boolean
}

/** One name that a document sets. */
export interface VariableSummary {
  readonly name: string
  /** The .NET name of its value's type; absent when it is not known or differs between the places that set it. */
  readonly type?: string
  /** The section in which it is set; absent in a fragment. */
  readonly section?: string
  /** Set on every path through that section, or only on some. */
  readonly isAlwaysSet: boolean
}

export interface FragmentSummary {
  readonly sets: readonly VariableSummary[]
  readonly reads: readonly string[]
  /** Ids of the fragments that it includes. */
  readonly includes: readonly string[]
  /** It reads variables by names that its code computes, so that it may read any. */
  readonly readsAny?: boolean
}

/** Whether everything that runs before and around a document was read, so that what is not listed is not there. */
export const isAroundKnown = ({ outer }: Neighbours): boolean => outer?.isComplete === true

/**
 * The same for a fragment. One that nobody here includes is included elsewhere, or will be; includers that set and read nothing are as
 * good as none.
 */
export function areIncludersKnown({ outer, own }: Neighbours): boolean {
  if (outer === undefined || !outer.isComplete || own?.isUsed === false) return false
  return outer.reads === undefined || outer.sets.length + outer.reads.length > 0
}
