import { checkTree } from '../expression/check.ts'
import type { Expr, Stmt } from '../expression/tree.ts'
import { walkCode } from '../expression/walk.ts'
import { type Action, type CodeSelection, codeEdit, selectedCode, termsAround } from './action.ts'

const action: Action = {
  id: 'invert-condition',
  kind: 'refactor.rewrite',
  offer(place) {
    const selected = selectedCode(place)
    if (selected === undefined) return undefined
    const { use, code } = selected
    const text = ({ start, end }: { start: number; end: number }): string => code.slice(start, end)
    const statement = ifAt(selected)
    if (statement !== undefined) {
      const title = 'Invert if'
      const { condition, then, otherwise } = statement
      if (otherwise === undefined) return { title, disabled: 'There is no else to change places with.' }
      if (otherwise.kind === 'if') return { title, disabled: 'An else if cannot change places with a block.' }
      return {
        title,
        edits: [
          codeEdit(place.analysis, use, condition, negated(selected, condition)),
          codeEdit(place.analysis, use, then, text(otherwise)),
          codeEdit(place.analysis, use, otherwise, text(then)),
        ],
      }
    }
    const choice = termsAround(selected).find((term) => term.kind === 'conditional')
    if (choice?.kind !== 'conditional') return undefined
    const { condition, whenTrue, whenFalse } = choice
    return {
      title: 'Invert condition',
      edits: [
        codeEdit(place.analysis, use, condition, negated(selected, condition)),
        codeEdit(place.analysis, use, whenTrue, text(whenFalse)),
        codeEdit(place.analysis, use, whenFalse, text(whenTrue)),
      ],
    }
  },
}
export default action

type IfStmt = Extract<Stmt, { kind: 'if' }>

/** The `if` whose word or condition the cursor is in. */
function ifAt({ tree, start, end }: CodeSelection): IfStmt | undefined {
  let found: IfStmt | undefined
  walkCode(tree, {
    statement(one) {
      if (one.kind === 'if' && one.start <= start && end <= one.then.start) found = one
    },
  })
  return found
}

const OPPOSITES: Readonly<Record<string, string>> = {
  '==': '!=',
  '!=': '==',
  '<': '>=',
  '>=': '<',
  '>': '<=',
  '<=': '>',
}
const WHOLE = /^System\.(?:S?Byte|U?Int(?:16|32|64)|Char)$/

function negated({ tree, code }: CodeSelection, expr: Expr): string {
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
