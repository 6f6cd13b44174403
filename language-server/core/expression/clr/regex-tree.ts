import type { CharTest } from './regex-class.ts'

/** A .NET pattern, read. `back` stands where the text is read from right to left: in look-behinds and with RightToLeft. */
export type PatternNode =
  | { readonly kind: 'empty' }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'char'; readonly test: CharTest; readonly back: boolean; readonly literal?: number }
  | { readonly kind: 'sequence'; readonly items: readonly PatternNode[]; readonly back: boolean }
  | { readonly kind: 'choice'; readonly items: readonly PatternNode[] }
  | {
      readonly kind: 'repeat'
      readonly item: PatternNode
      readonly least: number
      readonly most: number
      readonly lazy: boolean
    }
  /** `group` is -1 for a balancing group without a name; `balances` the group whose last capture it takes away. */
  | { readonly kind: 'capture'; readonly item: PatternNode; readonly group: number; readonly balances?: number }
  | { readonly kind: 'reference'; readonly group: number; readonly ignoreCase: boolean; readonly back: boolean }
  | { readonly kind: 'look'; readonly item: PatternNode; readonly negative: boolean }
  | { readonly kind: 'atomic'; readonly item: PatternNode }
  | {
      readonly kind: 'condition'
      readonly group?: number
      readonly look?: PatternNode
      readonly yes: PatternNode
      readonly no: PatternNode
    }
  | { readonly kind: 'anchor'; readonly anchor: Anchor }

export type Anchor = 'begin' | 'end' | 'end-line' | 'line-begin' | 'line-end' | 'start' | Boundary
export type Boundary = 'boundary' | 'no-boundary' | 'ecma-boundary' | 'ecma-no-boundary'

export interface Pattern {
  readonly root: PatternNode
  /** The numbers of the groups, 0 among them, ascending; the index of each is its slot. */
  readonly numbers: readonly number[]
  /** Numbers by name; a group without a name has its number for one. */
  readonly names: ReadonlyMap<string, number>
  readonly back: boolean
}
