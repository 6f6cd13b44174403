import type { Expr } from '../expression/tree.ts'

type Constant = boolean | string | number | null

/**
 * What a condition always gives, as far as its text alone tells: literals, their comparisons, and comparisons of one value with two
 * different literals. Undefined: it depends on the request, or on a named value.
 */
export function constantOf(expr: Expr, code: string): boolean | undefined {
  const value = fold(expr, code)
  return typeof value === 'boolean' ? value : undefined
}

function fold(expr: Expr, code: string): Constant | undefined {
  switch (expr.kind) {
    case 'literal':
      return literalValue(expr)
    case 'parenthesized':
      return fold(expr.inner, code)
    case 'unary': {
      const operand = fold(expr.operand, code)
      return expr.operator === '!' && typeof operand === 'boolean' ? !operand : undefined
    }
    case 'binary':
      return foldBinary(expr, code)
    default:
      return undefined
  }
}

type Binary = Extract<Expr, { readonly kind: 'binary' }>

function foldBinary(expr: Binary, code: string): Constant | undefined {
  const { operator, left, right } = expr
  const [a, b] = [fold(left, code), fold(right, code)]
  if (operator === '||') {
    if (a === true || b === true) return true
    if (a === false && b === false) return false
    return excludesNothing(expr, code) ? true : undefined
  }
  if (operator === '&&') {
    if (a === false || b === false) return false
    if (a === true && b === true) return true
    return demandsTwo(expr, code) ? false : undefined
  }
  if (a === undefined || b === undefined) return undefined
  if (operator === '==') return a === b
  if (operator === '!=') return a !== b
  return undefined
}

function literalValue({ literal }: Extract<Expr, { readonly kind: 'literal' }>): Constant | undefined {
  if (literal.kind === 'bool') return literal.value
  // A named value or a placeholder of another tool is not its own text.
  if (literal.kind === 'string') return /\{\{|[$#%]\{|<%|__/.test(literal.value) ? undefined : literal.value
  if (literal.kind === 'null') return null
  return literal.kind === 'number' && !literal.real && literal.radix === 10 ? Number(literal.digits) : undefined
}

interface Comparison {
  readonly operator: string
  readonly subject: string
  readonly value: Constant
}

/** `a != "x" || a != "y"`: one of the two always holds. */
const excludesNothing = (expr: Binary, code: string): boolean =>
  hasTwoValues(expr, { connective: '||', operator: '!=', code })

/** `a == "x" && a == "y"`: never both. */
const demandsTwo = (expr: Binary, code: string): boolean =>
  hasTwoValues(expr, { connective: '&&', operator: '==', code })

interface Pattern {
  readonly connective: string
  readonly operator: string
  readonly code: string
}

function hasTwoValues(expr: Binary, { connective, operator, code }: Pattern): boolean {
  const seen = new Map<string, Constant>()
  for (const comparison of comparisonsIn(expr, connective, code)) {
    if (comparison.operator !== operator) continue
    const other = seen.get(comparison.subject)
    if (seen.has(comparison.subject) && other !== comparison.value) return true
    seen.set(comparison.subject, comparison.value)
  }
  return false
}

function* comparisonsIn(expr: Expr, connective: string, code: string): Iterable<Comparison> {
  if (expr.kind === 'parenthesized') yield* comparisonsIn(expr.inner, connective, code)
  if (expr.kind !== 'binary') return
  if (expr.operator === connective) {
    yield* comparisonsIn(expr.left, connective, code)
    yield* comparisonsIn(expr.right, connective, code)
    return
  }
  const value = fold(expr.right, code)
  if (value === undefined || fold(expr.left, code) !== undefined) return
  const subject = code.slice(expr.left.start, expr.left.end).replace(/\s+/g, '')
  yield { operator: expr.operator, subject, value }
}
