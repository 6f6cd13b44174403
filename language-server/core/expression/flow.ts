import { givesValue, holdsContinue } from './flow-parts.ts'
import type { BlockStmt, Expr, Initializer, LambdaExpr, Stmt, TypeSyntax } from './tree.ts'

/** What flow through a block gets wrong. */
export interface FlowFault {
  readonly code: 'CS0161' | 'CS0165' | 'CS0163' | 'CS0126' | 'CS1643'
  readonly message: string
  readonly start: number
  readonly end: number
}

/** Variables that have a value for sure; undefined where control never comes. */
type State = ReadonlySet<string> | undefined

interface Missing extends Pick<FlowFault, 'code' | 'message'> {
  readonly at: { readonly start: number; readonly end: number }
}

interface Exits {
  /** States at the `break`s of the innermost loop or switch. */
  readonly breaks: State[]
}

/**
 * Reachability and definite assignment (C# specification 5.3), on the tree alone: names are enough, since no local of a function
 * may hide another. Variables of which only a part of the flow is seen (captured ones) count as assigned.
 * @param block of an expression in the `@{…}` form
 */
export function flowFaults(block: BlockStmt): readonly FlowFault[] {
  const flow = new Flow()
  flow.functionBody(block, new Set(), {
    code: 'CS0161',
    message: 'Not all code paths return a value',
    at: { start: block.end, end: block.end },
  })
  return flow.faults
}

const both = (a: State, b: State): State => {
  if (a === undefined) return b
  if (b === undefined) return a
  return a.size <= b.size ? intersection(a, b) : intersection(b, a)
}
const intersection = (a: ReadonlySet<string>, b: ReadonlySet<string>): ReadonlySet<string> => {
  for (const one of a) if (!b.has(one)) return new Set([...a].filter((name) => b.has(name)))
  return a
}

interface Branches {
  readonly whenTrue: State
  readonly whenFalse: State
}

class Flow {
  readonly faults: FlowFault[] = []
  /** Variables that were declared without a value. */
  private readonly tracked = new Set<string>()
  private readonly told = new Set<string>()
  private exits: Exits = { breaks: [] }

  functionBody(block: BlockStmt, before: State, missing: Missing): void {
    const end = this.statements(block.statements, before)
    if (end !== undefined) this.faults.push({ code: missing.code, message: missing.message, ...missing.at })
  }

  private statements(list: readonly Stmt[], before: State): State {
    let state = before
    for (const statement of list) state = this.statement(statement, state)
    return state
  }

  private statement(statement: Stmt, before: State): State {
    switch (statement.kind) {
      case 'block':
        return this.statements(statement.statements, before)
      case 'local': {
        let state = before
        for (const { name, value } of statement.declarators) {
          if (value) {
            state = this.expression(value, state)
            if (this.tracked.has(name.name)) state = assignedName(state, name.name)
          } else this.tracked.add(name.name)
        }
        return state
      }
      case 'expression':
        return this.expression(statement.expression, before)
      case 'if': {
        const { whenTrue, whenFalse } = this.condition(statement.condition, before)
        const then = this.statement(statement.then, whenTrue)
        return both(then, statement.otherwise ? this.statement(statement.otherwise, whenFalse) : whenFalse)
      }
      case 'while':
        return this.loop((inside) => {
          const { whenTrue, whenFalse } = this.condition(statement.condition, before)
          inside(statement.body, whenTrue)
          return whenFalse
        })
      case 'do':
        return this.loop((inside) => {
          // `continue` comes to the condition too, so what the body assigns is not certain there unless it ends.
          const end = inside(statement.body, before)
          const { whenFalse } = this.condition(statement.condition, holdsContinue(statement.body) ? before : end)
          return whenFalse
        })
      case 'for': {
        const start = this.statements(statement.initializers, before)
        return this.loop((inside) => {
          const { whenTrue, whenFalse } = statement.condition
            ? this.condition(statement.condition, start)
            : { whenTrue: start, whenFalse: undefined }
          const end = inside(statement.body, whenTrue)
          let state = holdsContinue(statement.body) ? whenTrue : end
          for (const increment of statement.increments) state = this.expression(increment, state)
          return whenFalse
        })
      }
      case 'foreach': {
        const source = this.expression(statement.source, before)
        return this.loop((inside) => {
          inside(statement.body, source)
          return source
        })
      }
      case 'switch': {
        const subject = this.expression(statement.subject, before)
        const outer = this.exits
        const breaks: State[] = []
        this.exits = { breaks }
        // A variable of one section has no value in the others.
        for (const { statements: body } of statement.sections)
          for (const one of body)
            if (one.kind === 'local') for (const { name } of one.declarators) this.tracked.add(name.name)
        // The compiler knows which label a constant meets; nothing is said of that here.
        let hasDefault = statement.subject.kind === 'literal'
        for (const { labels, statements: body, end } of statement.sections) {
          let state = subject
          for (const label of labels) {
            if (!label.pattern) hasDefault = true
            if (label.guard) state = this.condition(label.guard, state).whenTrue
          }
          const after = this.statements(body, state)
          if (after !== undefined && body.length > 0) {
            this.faults.push({
              code: 'CS0163',
              message: 'Control cannot fall through from one case label to another',
              start: body.at(-1)?.start ?? end,
              end,
            })
          }
        }
        this.exits = outer
        return [...breaks, ...(hasDefault ? [] : [subject])].reduce<State>(both, undefined)
      }
      case 'try': {
        const body = this.statements(statement.body.statements, before)
        const ends = statement.catches.map(({ filter, body: handler }) =>
          this.statements(handler.statements, filter ? this.expression(filter, before) : before),
        )
        const end = ends.reduce<State>(both, body)
        if (!statement.finally) return end
        const last = this.statements(statement.finally.statements, before)
        if (last === undefined || end === undefined) return undefined
        return new Set([...end, ...last])
      }
      case 'using': {
        const resource =
          statement.resource.kind === 'local'
            ? this.statement(statement.resource, before)
            : this.expression(statement.resource, before)
        return this.statement(statement.body, resource)
      }
      case 'lock':
        return this.statement(statement.body, this.expression(statement.subject, before))
      case 'return':
        if (statement.value) this.expression(statement.value, before)
        return undefined
      case 'throw-statement':
        if (statement.value) this.expression(statement.value, before)
        return undefined
      case 'break':
        this.exits.breaks.push(before)
        return undefined
      case 'continue':
        return undefined
      case 'checked-block':
        return this.statement(statement.body, before)
      case 'labeled':
        return this.statement(statement.body, before)
      case 'local-function':
        if (statement.body.kind === 'block' && !isVoid(statement.returnType))
          this.functionOf(statement.body, new Set(this.tracked), {
            code: 'CS0161',
            message: `'${statement.name.name}': not all code paths return a value`,
            at: statement.name,
          })
        else this.functionOf(statement.body, new Set(this.tracked))
        return before
      case 'goto':
      case 'unsupported-statement':
        return undefined
      default:
        return before
    }
  }

  private loop(run: (inside: (body: Stmt, state: State) => State) => State): State {
    const outer = this.exits
    const breaks: State[] = []
    const end = run((body, state) => {
      this.exits = { breaks }
      const after = this.statement(body, state)
      this.exits = outer
      return after
    })
    this.exits = outer
    return breaks.reduce<State>(both, end)
  }

  /** A lambda or a local function sees the variables of this moment, and what it assigns nobody can rely on. */
  private functionOf(body: Expr | BlockStmt, state: State, missing?: Missing): void {
    const outer = this.exits
    this.exits = { breaks: [] }
    if (body.kind !== 'block') this.expression(body, state)
    else if (missing) this.functionBody(body, state, missing)
    else this.statements(body.statements, state)
    this.exits = outer
  }

  private condition(expr: Expr, before: State): Branches {
    switch (expr.kind) {
      case 'parenthesized':
        return this.condition(expr.inner, before)
      case 'literal':
        if (expr.literal.kind !== 'bool') break
        return expr.literal.value
          ? { whenTrue: before, whenFalse: undefined }
          : { whenTrue: undefined, whenFalse: before }
      case 'unary': {
        if (expr.operator !== '!') break
        const { whenTrue, whenFalse } = this.condition(expr.operand, before)
        return { whenTrue: whenFalse, whenFalse: whenTrue }
      }
      case 'binary': {
        if (expr.operator === '&&') {
          const left = this.condition(expr.left, before)
          const right = this.condition(expr.right, left.whenTrue)
          return { whenTrue: right.whenTrue, whenFalse: both(left.whenFalse, right.whenFalse) }
        }
        if (expr.operator === '||') {
          const left = this.condition(expr.left, before)
          const right = this.condition(expr.right, left.whenFalse)
          return { whenTrue: both(left.whenTrue, right.whenTrue), whenFalse: right.whenFalse }
        }
        break
      }
      default:
    }
    const after = this.expression(expr, before)
    return { whenTrue: after, whenFalse: after }
  }

  private expression(expr: Expr, before: State): State {
    switch (expr.kind) {
      case 'name':
        if (before && this.tracked.has(expr.name) && !before.has(expr.name) && !this.told.has(expr.name)) {
          this.told.add(expr.name)
          const message = `Use of unassigned local variable '${expr.name}'`
          this.faults.push({ code: 'CS0165', message, start: expr.start, end: expr.end })
        }
        return before
      case 'assignment': {
        if (expr.target.kind === 'name' && expr.operator === '=')
          return assigned(this.expression(expr.value, before), expr.target)
        if (expr.target.kind === 'tuple') {
          const after = this.expression(expr.value, before)
          return expr.target.elements.reduce<State>((state, { value }) => assigned(state, value), after)
        }
        return this.expression(expr.value, this.expression(expr.target, before))
      }
      case 'invocation':
      case 'element': {
        let state = this.expression(expr.kind === 'invocation' ? expr.callee : expr.target, before)
        if (expr.kind === 'invocation' && expr.callee.kind === 'name' && expr.callee.name === 'nameof') return before
        for (const { modifier, value } of expr.args) {
          state = modifier === 'out' ? assigned(state, value) : this.expression(value, state)
        }
        return state
      }
      case 'new': {
        let state = before
        for (const { modifier, value } of expr.args)
          state = modifier === 'out' ? assigned(state, value) : this.expression(value, state)
        return expr.initializer ? this.initializer(expr.initializer, state) : state
      }
      case 'new-array': {
        const sizes = expr.sizes.reduce<State>((state, size) => this.expression(size, state), before)
        return expr.initializer ? this.initializer(expr.initializer, sizes) : sizes
      }
      case 'array-initializer':
        return this.initializer(expr.initializer, before)
      case 'new-anonymous':
        return expr.members.reduce<State>((state, { value }) => this.expression(value, state), before)
      case 'tuple':
        return expr.elements.reduce<State>((state, { value }) => this.expression(value, state), before)
      case 'binary': {
        if (expr.operator === '&&' || expr.operator === '||') {
          const { whenTrue, whenFalse } = this.condition(expr, before)
          return both(whenTrue, whenFalse)
        }
        const left = this.expression(expr.left, before)
        const right = this.expression(expr.right, left)
        return expr.operator === '??' ? left : right
      }
      case 'conditional': {
        const { whenTrue, whenFalse } = this.condition(expr.condition, before)
        return both(this.expression(expr.whenTrue, whenTrue), this.expression(expr.whenFalse, whenFalse))
      }
      case 'conditional-access': {
        const target = this.expression(expr.target, before)
        this.expression(expr.access, target)
        return target
      }
      case 'member':
        return this.expression(expr.target, before)
      case 'cast':
      case 'unary':
      case 'postfix':
      case 'is':
      case 'as':
        return this.expression(expr.operand, before)
      case 'parenthesized':
      case 'checked':
      case 'ref':
      case 'await':
        return this.expression(expr.inner, before)
      case 'throw':
        this.expression(expr.value, before)
        return undefined
      case 'interpolated': {
        let state = before
        for (const part of expr.parts) if (part.kind === 'hole') state = this.expression(part.value, state)
        return state
      }
      case 'lambda':
        this.lambda(expr, before)
        return before
      default:
        return before
    }
  }

  private lambda(expr: LambdaExpr, before: State): void {
    if (before === undefined || expr.body.kind !== 'block' || !givesValue(expr.body)) this.functionOf(expr.body, before)
    else
      this.functionOf(expr.body, before, {
        code: 'CS1643',
        message: 'Not all code paths return a value in the lambda expression',
        at: { start: expr.start, end: expr.body.start },
      })
  }

  private initializer(initializer: Initializer, before: State): State {
    let state = before
    for (const element of initializer.elements) {
      if (element.kind === 'add') for (const arg of element.args) state = this.expression(arg, state)
      else if (element.value.kind === 'nested-initializer') state = this.initializer(element.value.initializer, state)
      else state = this.expression(element.value, state)
    }
    return state
  }
}

function assigned(state: State, target: Expr): State {
  return target.kind === 'name' ? assignedName(state, target.name) : state
}

function assignedName(state: State, name: string): State {
  if (state === undefined || state.has(name)) return state
  return new Set([...state, name])
}

const isVoid = (type: TypeSyntax): boolean => type.kind === 'predefined-type' && type.keyword === 'void'
