/** One measured figure. */
export interface BenchRow {
  readonly name: string
  readonly value: number
  readonly unit: string
  /** How many times the peer's figure ours is, measured in the same run. */
  readonly ratioTo?: { readonly peer: string; readonly ratio: number }
  /** What the project wants to reach, in words. */
  readonly goal?: string
}
