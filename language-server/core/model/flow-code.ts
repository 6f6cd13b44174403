import type { Argument, BlockStmt, Expr, ExpressionTree, Initializer, LocalStmt, Stmt } from '../expression/tree.ts'
import { canonical, conditionFacts, type FactsOf, type Locals } from './flow-facts.ts'

/** In which circumstances a term of an expression is computed. */
export interface Where {
  /** It is computed whenever the expression runs to its end. */
  readonly isCertain: boolean
  /** A catch around it takes the exception that it may throw. */
  readonly isCaught: boolean
  /** What earlier tests have told: see `flow-facts.ts`. */
  readonly facts: ReadonlySet<string>
  /** The terms around it, innermost last; valid during the visit only. */
  readonly parents: readonly Expr[]
  readonly locals: Locals
}

export type VisitTerm = (term: Expr, where: Where) => void

const NOTHING: ReadonlySet<string> = new Set()

/** Visits every term of an expression about when it is computed: what a term needs comes before it. */
export function walkCode(tree: ExpressionTree, visit: VisitTerm): void {
  const walk = new CodeWalk(visit)
  if (tree.root.kind === 'block') walk.statements(tree.root.statements)
  else walk.term(tree.root)
}

class CodeWalk {
  private facts = NOTHING
  private isCertain = true
  private isCaught = false
  private readonly parents: Expr[] = []
  private readonly locals = new Map<string, Expr>()
  private readonly visit: VisitTerm

  constructor(visit: VisitTerm) {
    this.visit = visit
  }

  /** @returns whether the end of the statements is never reached. */
  statements(statements: readonly Stmt[]): boolean {
    let ends = false
    for (const one of statements) ends = this.statement(one) || ends
    return ends
  }

  private statement(statement: Stmt): boolean {
    switch (statement.kind) {
      case 'block':
        return this.statements(statement.statements)
      case 'local':
        this.local(statement)
        return false
      case 'expression':
        this.term(statement.expression)
        return false
      case 'if':
        return this.choice(statement)
      case 'for':
        for (const one of statement.initializers) this.statement(one)
        if (statement.condition) this.term(statement.condition)
        this.perhaps(statement.condition ? this.tell(statement.condition).whenTrue : NOTHING, () => {
          this.statement(statement.body)
          for (const one of statement.increments) this.term(one)
        })
        return false
      case 'foreach':
        this.term(statement.source)
        this.perhaps(NOTHING, () => this.statement(statement.body))
        return false
      case 'while':
        this.term(statement.condition)
        this.perhaps(this.tell(statement.condition).whenTrue, () => this.statement(statement.body))
        return false
      case 'do':
        this.perhaps(NOTHING, () => this.statement(statement.body))
        this.term(statement.condition)
        return false
      case 'switch':
        this.term(statement.subject)
        for (const section of statement.sections) this.perhaps(NOTHING, () => this.statements(section.statements))
        this.isCertain = false
        return false
      case 'try': {
        const outer = this.isCaught
        this.isCaught = outer || statement.catches.length > 0
        const ends = this.statements(statement.body.statements)
        this.isCaught = outer
        for (const one of statement.catches) this.perhaps(NOTHING, () => this.statements(one.body.statements))
        if (statement.finally) this.statements(statement.finally.statements)
        if (statement.catches.length > 0) this.isCertain = false
        return ends && statement.catches.length === 0
      }
      case 'using':
        if (statement.resource.kind === 'local') this.local(statement.resource)
        else this.term(statement.resource)
        return this.statement(statement.body)
      case 'lock':
        this.term(statement.subject)
        return this.statement(statement.body)
      case 'return':
      case 'throw-statement':
        if (statement.value) this.term(statement.value)
        return true
      case 'break':
      case 'continue':
        return true
      case 'checked-block':
        return this.statement(statement.body)
      case 'labeled':
        return this.statement(statement.body)
      case 'local-function':
        this.perhaps(NOTHING, () => this.body(statement.body))
        return false
      default:
        return false
    }
  }

  private local({ declarators }: LocalStmt): void {
    for (const { name, value } of declarators) {
      if (!value) continue
      this.term(value)
      this.locals.set(name.name, value)
    }
  }

  private choice({ condition, then, otherwise }: Extract<Stmt, { kind: 'if' }>): boolean {
    this.term(condition)
    const told = this.tell(condition)
    const thenEnds = this.perhaps(told.whenTrue, () => this.statement(then))
    const elseEnds = otherwise !== undefined && this.perhaps(told.whenFalse, () => this.statement(otherwise))
    if (thenEnds && !elseEnds) this.learn(told.whenFalse)
    if (elseEnds && !thenEnds) this.learn(told.whenTrue)
    // One way out of the code has been passed: what follows does not always run.
    if (thenEnds || elseEnds) this.isCertain = false
    return thenEnds && elseEnds
  }

  private body(body: Expr | BlockStmt): void {
    if (body.kind === 'block') this.statements(body.statements)
    else this.term(body)
  }

  /** Runs what may be left out, with what is known when it is not. */
  private perhaps<T>(facts: ReadonlySet<string>, run: () => T): T {
    const outer = { facts: this.facts, isCertain: this.isCertain }
    this.learn(facts)
    this.isCertain = false
    const result = run()
    this.facts = outer.facts
    this.isCertain = outer.isCertain
    return result
  }

  private learn(facts: ReadonlySet<string>): void {
    if (facts.size > 0) this.facts = new Set([...this.facts, ...facts])
  }

  private tell = (condition: Expr): FactsOf => conditionFacts(condition, this.locals)

  term(term: Expr): void {
    this.parents.push(term)
    this.parts(term)
    this.parents.pop()
    const { isCertain, isCaught, facts, parents, locals } = this
    this.visit(term, { isCertain, isCaught, facts, parents, locals })
  }

  private parts(term: Expr): void {
    switch (term.kind) {
      case 'binary': {
        this.term(term.left)
        if (term.operator === '&&') this.perhaps(this.tell(term.left).whenTrue, () => this.term(term.right))
        else if (term.operator === '||') this.perhaps(this.tell(term.left).whenFalse, () => this.term(term.right))
        else if (term.operator === '??') this.perhaps(NOTHING, () => this.term(term.right))
        else this.term(term.right)
        return
      }
      case 'conditional': {
        this.term(term.condition)
        const { whenTrue, whenFalse } = this.tell(term.condition)
        this.perhaps(whenTrue, () => this.term(term.whenTrue))
        this.perhaps(whenFalse, () => this.term(term.whenFalse))
        return
      }
      case 'conditional-access':
        this.term(term.target)
        this.perhaps(new Set([canonical(term.target, this.locals)]), () => this.term(term.access))
        return
      case 'assignment':
        if (term.target.kind !== 'name') this.term(term.target)
        this.term(term.value)
        if (term.target.kind === 'name') this.locals.delete(term.target.name)
        return
      case 'lambda':
        this.perhaps(NOTHING, () => this.body(term.body))
        return
      case 'invocation':
        this.term(term.callee)
        this.arguments(term.args)
        return
      case 'element':
        this.term(term.target)
        this.arguments(term.args)
        return
      case 'new':
        this.arguments(term.args)
        if (term.initializer) this.initializer(term.initializer)
        return
      case 'new-array':
        for (const size of term.sizes) this.term(size)
        if (term.initializer) this.initializer(term.initializer)
        return
      case 'array-initializer':
        this.initializer(term.initializer)
        return
      case 'new-anonymous':
        for (const { value } of term.members) this.term(value)
        return
      case 'tuple':
        this.arguments(term.elements)
        return
      case 'member':
        this.term(term.target)
        return
      case 'cast':
      case 'unary':
      case 'postfix':
      case 'is':
      case 'as':
        this.term(term.operand)
        return
      case 'parenthesized':
      case 'checked':
      case 'ref':
      case 'await':
        this.term(term.inner)
        return
      case 'throw':
        this.term(term.value)
        return
      case 'interpolated':
        for (const part of term.parts) if (part.kind === 'hole') this.term(part.value)
        return
      case 'query':
        this.perhaps(NOTHING, () => this.query(term))
        return
      default:
    }
  }

  private arguments(args: readonly Argument[]): void {
    for (const { value } of args) this.term(value)
  }

  private initializer({ elements }: Initializer): void {
    for (const element of elements) {
      if (element.kind === 'add') for (const arg of element.args) this.term(arg)
      else if (element.value.kind === 'nested-initializer') this.initializer(element.value.initializer)
      else this.term(element.value)
    }
  }

  private query({ clauses }: Extract<Expr, { kind: 'query' }>): void {
    for (const clause of clauses) {
      switch (clause.kind) {
        case 'from':
          this.term(clause.source)
          break
        case 'where':
          this.term(clause.condition)
          break
        case 'join':
          for (const part of [clause.source, clause.left, clause.right]) this.term(part)
          break
        case 'orderby':
          for (const { key } of clause.keys) this.term(key)
          break
        case 'group':
          this.term(clause.value)
          this.term(clause.key)
          break
        default:
          this.term(clause.value)
      }
    }
  }
}
