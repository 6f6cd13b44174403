import { checkTree } from '../../expression/check.ts'
import type { Expr } from '../../expression/tree.ts'
import type { CodeSelection } from '../action.ts'

const OPPOSITES: Readonly<Record<string, string>> = {
  '==': '!=',
  '!=': '==',
  '<': '>=',
  '>=': '<',
  '>': '<=',
  '<=': '>',
}
const WHOLE = /^System\.(?:S?Byte|U?Int(?:16|32|64)|Char)$/

/** The code of the opposite of a condition. */
export function negated({ tree, code }: Pick<CodeSelection, 'tree' | 'code'>, expr: Expr): string {
  const text = code.slice(expr.start, expr.end)
  if (expr.kind === 'unary' && expr.operator === '!') return code.slice(expr.operand.start, expr.operand.end)
  if (expr.kind === 'literal' && expr.literal.kind === 'bool') return String(!expr.literal.value)
  if (expr.kind === 'binary') {
    const opposite = OPPOSITES[expr.operator]
    const { typeOf } = checkTree(tree)
    // Without a number, as null or NaN, neither < nor >= holds.
    const isTotal = [expr.left, expr.right].every((side) => WHOLE.test(typeOf(side)?.name ?? ''))
    if (opposite !== undefined && (isTotal || /^[!=]=$/.test(expr.operator)))
      return `${code.slice(expr.start, expr.left.end)} ${opposite} ${code.slice(expr.right.start, expr.end)}`
  }
  const isAtom = /^(?:name|member|invocation|element|parenthesized|literal)$/.test(expr.kind)
  return isAtom ? `!${text}` : `!(${text})`
}
