import type { Argument, Expr } from '../expression/tree.ts'

/**
 * What a condition tells when it holds and when it does not. A fact is the canonical text of a term that is there and not null:
 * `context.variables[token]`, `context.request.headers[accept]`, `context.lasterror`. Facts only make rules quieter, so that a test of
 * a name in either way counts for both branches.
 */
export interface FactsOf {
  readonly whenTrue: ReadonlySet<string>
  readonly whenFalse: ReadonlySet<string>
}

/** What a local was declared with, while it was not assigned anything else. */
export type Locals = ReadonlyMap<string, Expr>

const NONE: ReadonlySet<string> = new Set()
const NO_FACTS: FactsOf = { whenTrue: NONE, whenFalse: NONE }

/** How deep locals that stand for locals are followed. */
const REACH = 8

/** Upper and lower case count for nothing: names of headers are the same in both, and no source says that names of variables differ. */
export function canonical(term: Expr, locals: Locals, reach = REACH): string {
  switch (term.kind) {
    case 'parenthesized':
      return canonical(term.inner, locals, reach)
    case 'cast':
    case 'as':
      return canonical(term.operand, locals, reach)
    case 'name': {
      const value = reach > 0 ? locals.get(term.name) : undefined
      return value === undefined ? term.name : canonical(value, locals, reach - 1)
    }
    case 'member':
      return `${canonical(term.target, locals, reach)}.${term.name.name.toLowerCase()}`
    case 'element':
      return `${canonical(term.target, locals, reach)}[${keyOf(term.args, locals)}]`
    case 'conditional-access':
      return canonical(term.target, locals, reach)
    case 'invocation': {
      const { callee } = term
      if (callee.kind !== 'member') return `${canonical(callee, locals, reach)}()`
      const owner = canonical(callee.target, locals, reach)
      return callee.name.name === 'GetValueOrDefault' ? `${owner}[${keyOf(term.args, locals)}]` : owner
    }
    case 'literal':
      return term.literal.kind === 'string' ? JSON.stringify(term.literal.value) : term.literal.kind
    default:
      return `?${term.start}`
  }
}

/** The key of a dictionary in its canonical text. */
export const keyText = (dictionary: string, key: string): string => `${dictionary}[${key.toLowerCase()}]`

function keyOf([first]: readonly Argument[], locals: Locals): string {
  const text = first && literalText(first.value, locals)
  return text === undefined ? `?${first?.start ?? 0}` : text.toLowerCase()
}

/** The text that a term certainly is: a literal, or a local that was declared with one. */
export function literalText(term: Expr, locals: Locals): string | undefined {
  if (term.kind === 'parenthesized') return literalText(term.inner, locals)
  if (term.kind === 'literal') return term.literal.kind === 'string' ? term.literal.value : undefined
  const value = term.kind === 'name' ? locals.get(term.name) : undefined
  return value?.kind === 'literal' && value.literal.kind === 'string' ? value.literal.value : undefined
}

/** @param locals of the place that the condition stands in. */
export function conditionFacts(condition: Expr, locals: Locals, reach = REACH): FactsOf {
  if (reach === 0) return NO_FACTS
  const told = factsOf(condition, locals, reach)
  const tested = testedIn(condition, locals)
  return tested.size === 0 ? told : { whenTrue: union(told.whenTrue, tested), whenFalse: union(told.whenFalse, tested) }
}

function factsOf(condition: Expr, locals: Locals, reach: number): FactsOf {
  switch (condition.kind) {
    case 'parenthesized':
      return conditionFacts(condition.inner, locals, reach - 1)
    case 'name': {
      const value = locals.get(condition.name)
      return value === undefined ? NO_FACTS : conditionFacts(value, locals, reach - 1)
    }
    case 'unary': {
      if (condition.operator !== '!') return NO_FACTS
      const { whenTrue, whenFalse } = conditionFacts(condition.operand, locals, reach - 1)
      return { whenTrue: whenFalse, whenFalse: whenTrue }
    }
    case 'binary':
      return binaryFacts(condition, locals, reach)
    case 'is':
      return { whenTrue: new Set([canonical(condition.operand, locals)]), whenFalse: NONE }
    case 'invocation': {
      const { callee, args } = condition
      if (callee.kind !== 'member') return NO_FACTS
      const [first] = args
      if (/^IsNullOr/.test(callee.name.name) && first)
        return { whenTrue: NONE, whenFalse: new Set([canonical(first.value, locals)]) }
      if (callee.name.name === 'ContainsKey' || callee.name.name === 'TryGetValue') {
        const key = `${canonical(callee.target, locals)}[${keyOf(args, locals)}]`
        return { whenTrue: new Set([key]), whenFalse: NONE }
      }
      return { whenTrue: new Set([canonical(callee.target, locals)]), whenFalse: NONE }
    }
    case 'conditional-access':
      return { whenTrue: new Set([canonical(condition.target, locals)]), whenFalse: NONE }
    default:
      return NO_FACTS
  }
}

function binaryFacts(
  { operator, left, right }: Extract<Expr, { kind: 'binary' }>,
  locals: Locals,
  reach: number,
): FactsOf {
  if (operator === '&&' || operator === '||') {
    const a = conditionFacts(left, locals, reach - 1)
    const b = conditionFacts(right, locals, reach - 1)
    return operator === '&&'
      ? { whenTrue: union(a.whenTrue, b.whenTrue), whenFalse: common(a.whenFalse, b.whenFalse) }
      : { whenTrue: common(a.whenTrue, b.whenTrue), whenFalse: union(a.whenFalse, b.whenFalse) }
  }
  if (operator === '==' || operator === '!=') {
    const isNull = [left, right].some(isNullLiteral)
    const facts = new Set([canonical(left, locals), canonical(right, locals)])
    return (operator === '==') === isNull ? { whenTrue: NONE, whenFalse: facts } : { whenTrue: facts, whenFalse: NONE }
  }
  return { whenTrue: new Set([canonical(left, locals), canonical(right, locals)]), whenFalse: NONE }
}

export function isNullLiteral(term: Expr): boolean {
  if (term.kind === 'parenthesized') return isNullLiteral(term.inner)
  return (term.kind === 'literal' && term.literal.kind === 'null') || term.kind === 'default'
}

/** Entries of dictionaries that a condition asks for in a way that minds their absence. */
function testedIn(condition: Expr, locals: Locals): ReadonlySet<string> {
  const found = new Set<string>()
  let budget = 200
  const look = (term: Expr): void => {
    if (budget-- <= 0) return
    switch (term.kind) {
      case 'parenthesized':
        look(term.inner)
        return
      case 'unary':
      case 'cast':
      case 'as':
      case 'is':
        look(term.operand)
        return
      case 'binary':
        look(term.left)
        look(term.right)
        return
      case 'conditional-access':
        found.add(canonical(term.target, locals))
        look(term.target)
        look(term.access)
        return
      case 'member':
        look(term.target)
        return
      case 'name': {
        const value = locals.get(term.name)
        if (value !== undefined && value.kind !== 'name') found.add(canonical(value, locals))
        return
      }
      case 'invocation': {
        const { callee, args } = term
        if (callee.kind === 'member' && /^(?:GetValueOrDefault|ContainsKey|TryGetValue)$/.test(callee.name.name))
          found.add(`${canonical(callee.target, locals)}[${keyOf(args, locals)}]`)
        look(callee)
        for (const { value } of args) look(value)
        return
      }
      default:
    }
  }
  look(condition)
  return found
}

const union = (a: ReadonlySet<string>, b: ReadonlySet<string>): ReadonlySet<string> =>
  a.size === 0 ? b : b.size === 0 ? a : new Set([...a, ...b])

const common = (a: ReadonlySet<string>, b: ReadonlySet<string>): ReadonlySet<string> =>
  a.size === 0 || b.size === 0 ? NONE : new Set([...a].filter((fact) => b.has(fact)))
