import type { Expr } from '../expression/tree.ts'
import { indentAt, layoutOf } from '../lint/fixes/layout.ts'
import type { Action } from './action.ts'
import { encodedFor } from './action.ts'
import { branchAt, codeSpan, conditionOf } from './parts/branch.ts'

const TITLE = 'Split into one <when> for each alternative'

const action: Action = {
  id: 'split-when',
  kind: 'refactor.rewrite',
  offer(place) {
    const { analysis } = place
    const when = branchAt(place)
    if (when?.name !== 'when') return undefined
    const condition = conditionOf(analysis, when)
    if (typeof condition === 'string') return { title: TITLE, disabled: condition }
    const parts = alternatives(condition.root)
    if (parts.length < 2) return { title: TITLE, disabled: 'The condition has no || at its outermost level.' }
    const { text } = analysis
    const { start, end } = when.element
    const at = codeSpan(condition)
    const between = layoutOf(text).newline + indentAt(text, start)
    const newText = parts.map((part) => {
      const code = encodedFor(analysis, condition.use, condition.code.slice(part.start, part.end))
      return text.slice(start, at.start) + code + text.slice(at.end, end)
    })
    return { title: TITLE, edits: [{ span: { start, end }, newText: newText.join(between) }] }
  },
}
export default action

/** In the order in which they are asked. */
function alternatives(expr: Expr): readonly Expr[] {
  if (expr.kind === 'parenthesized') {
    const inner = alternatives(expr.inner)
    return inner.length > 1 ? inner : [expr]
  }
  return expr.kind === 'binary' && expr.operator === '||'
    ? [...alternatives(expr.left), ...alternatives(expr.right)]
    : [expr]
}
