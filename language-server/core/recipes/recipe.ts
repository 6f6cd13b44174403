import type { Edit } from '../text/edit.ts'

/** What a recipe needs on the instance besides the document. */
export interface NeededNamedValue {
  readonly displayName: string
  readonly value: string
  readonly secret: boolean
}

/** Something written by hand that a recipe changed, so that it can be brought back. */
export interface Replaced {
  /** The element as it stood there, to the character. */
  readonly before: string
  /** What the recipe wrote in its place; white space between its lines aside. */
  readonly after: string
  /** Whether it was moved within its section too. */
  readonly moved: boolean
}

/** A guided change worked out, not yet applied. */
export interface RecipeResult {
  /** Against `text`. Empty when the document already is as wanted. */
  readonly edits: readonly Edit[]
  /** The text that the edits refer to: the given one, or a new document when the scope had none. */
  readonly text: string
  readonly namedValues: readonly NeededNamedValue[]
  /** Worth knowing; each one sentence or two. */
  readonly notes: readonly string[]
  /** Worth a decision before going on. */
  readonly warnings: readonly string[]
  /** Why nothing can be done; then there are no edits. */
  readonly problems: readonly string[]
  readonly replaced?: Replaced | undefined
}
