import type { ExpressionEngine } from './expressions.ts'

export const policyExpressions: ExpressionEngine = {
  compile() {
    throw new Error('not yet')
  },
  toText: (value) => (value === null || value === undefined ? '' : String(value)),
}
