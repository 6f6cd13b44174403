import { isUnknown, shortType } from '../clr/clr-type.ts'
import type { Expr } from '../tree.ts'
import { isReadOnlyField } from '../type-facts.ts'
import type { Binder } from './binder.ts'
import type { Bound } from './bound.ts'

/**
 * Says why something cannot be assigned to, with the number that the compiler gives each reason.
 * @param use `assign`: `=` and its like; `step`: `++` and `--`; `pass`: for `ref` and `out`
 */
export function reportNotAssignable(binder: Binder, target: Bound, expr: Expr, use: 'assign' | 'step' | 'pass'): void {
  if (expr.kind === 'parenthesized') {
    reportNotAssignable(binder, target, expr.inner, use)
    return
  }
  if (expr.kind === 'name') {
    const local = binder.scope.find(expr.name)
    const what = local && binder.readOnly.get(local)
    if (what) {
      const how = use === 'pass' ? `use '${expr.name}' as a ref or out value` : `assign to '${expr.name}'`
      binder.report(use === 'pass' ? 'CS1657' : 'CS1656', `Cannot ${how} because it is a '${what}'`, expr)
      return
    }
    if (local?.callable) {
      binder.report('CS1656', `Cannot assign to '${expr.name}' because it is a 'method group'`, expr)
      return
    }
    if (expr.name === 'context') {
      binder.report('CS0200', "'context' cannot be assigned to: it is read only", expr)
      return
    }
  }
  if (target.group) {
    binder.report('CS1656', `Cannot assign to '${target.group.name}' because it is a 'method group'`, expr)
    return
  }
  if (isUnknown(target.type) && expr.kind !== 'literal') return
  if (expr.kind === 'member' && !target.constant) {
    const owner = binder.staticTypes.get(expr.target)
    const type = expr.target.kind === 'name' || expr.target.kind === 'type-expression' ? target.declaring : undefined
    if (type !== undefined && isReadOnlyField(type, expr.name.name)) {
      binder.report(
        'CS0198',
        `A static readonly field '${expr.name.name}' cannot be assigned to (except in a static constructor or a variable initializer)`,
        expr,
      )
      return
    }
    const of = owner ? `${shortType(owner)}.` : ''
    binder.report(
      use === 'pass' ? 'CS0206' : 'CS0200',
      `'${of}${expr.name.name}' cannot be assigned to: it is read only`,
      expr,
    )
    return
  }
  if (expr.kind === 'element') {
    binder.report(use === 'pass' ? 'CS0206' : 'CS0200', 'This indexer cannot be assigned to: it is read only', expr)
    return
  }
  if (use === 'step')
    binder.report(
      'CS1059',
      'The operand of an increment or decrement operator must be a variable, property or indexer',
      expr,
    )
  else if (use === 'pass') binder.report('CS1510', 'A ref or out value must be an assignable variable', expr)
  else binder.report('CS0131', 'The left-hand side of an assignment must be a variable, property or indexer', expr)
}
