import type { Expr } from '../expression/tree.ts'

/** The text of a string literal; undefined for anything else. */
export function stringOf(expr: Expr | undefined): string | undefined {
  return expr?.kind === 'literal' && expr.literal.kind === 'string' ? expr.literal.value : undefined
}

/** An expression without the parentheses and casts around it. */
function bare(expr: Expr): Expr {
  let at = expr
  for (;;) {
    if (at.kind === 'parenthesized') at = at.inner
    else if (at.kind === 'cast' || at.kind === 'as') at = at.operand
    else return at
  }
}

/**
 * The dotted path of a chain of members, `context.Request.Headers`; `?.` counts as `.`. Undefined when something else stands in it.
 */
export function pathOf(expr: Expr, receiver?: Expr): string | undefined {
  const at = bare(expr)
  if (at.kind === 'name') return at.name
  if (at.kind === 'receiver') return receiver === undefined ? undefined : pathOf(receiver)
  if (at.kind === 'conditional-access') return pathOf(at.access, at.target)
  if (at.kind !== 'member') return undefined
  const target = pathOf(at.target, receiver)
  return target === undefined ? undefined : `${target}.${at.name.name}`
}
