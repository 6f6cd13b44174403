/**
 * What a part of `policywright.json` may be. The reader, the JSON schema and the VS Code settings follow from one value of
 * this type, so that they cannot disagree.
 */
export type Shape =
  | Choice
  | { readonly kind: 'text'; readonly description: string }
  | { readonly kind: 'flag'; readonly description: string; readonly default?: boolean }
  | { readonly kind: 'list'; readonly description: string; readonly of: Shape }
  | { readonly kind: 'table'; readonly description: string; readonly of: Shape }
  | Fields
  | Own

/** One of some words. */
interface Choice {
  readonly kind: 'choice'
  readonly description: string
  readonly values: readonly string[]
  /** One sentence for each value, in their order. */
  readonly valueDescriptions?: readonly string[]
  readonly default?: string
}

/** An object whose keys are known. */
export interface Fields {
  readonly kind: 'fields'
  readonly description: string
  /** What a key stands for, for the sentence that there is none of this name. */
  readonly noun: string
  readonly fields: Readonly<Record<string, Shape>>
  readonly required?: readonly string[]
}

/** A part that another module reads and describes. */
interface Own {
  readonly kind: 'own'
  readonly description: string
  readonly schema: Readonly<Record<string, unknown>>
  /** One sentence for each part that cannot be used. */
  readonly faultsOf: (value: unknown) => readonly string[]
}
