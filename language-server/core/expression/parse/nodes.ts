import type { BlockStmt, Expr } from '../tree.ts'

/** What stands where something had to be, and where something may not be. */
export const missing = (at: number): Expr => ({ kind: 'missing', start: at, end: at })
export const emptyBlock = (at: number): BlockStmt => ({ kind: 'block', statements: [], start: at, end: at })
export const unsupported = (feature: string, start: number, end: number): Expr => ({
  kind: 'unsupported',
  feature,
  start,
  end,
})
