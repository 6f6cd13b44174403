import type { Span } from '../text/span.ts'
import type { CodeVisitor, DeclarationKind } from './code-visitor.ts'
import type {
  Argument,
  BlockStmt,
  Expr,
  ExpressionTree,
  Initializer,
  LambdaExpr,
  Parameter,
  Pattern,
  QueryClause,
  Stmt,
  TypeSyntax,
} from './tree.ts'

/**
 * Goes through an expression in the order of its code and tells what it meets. Scopes are those of C# 7: what a condition declares is
 * known behind an `if`, and not behind a loop (C# specification 7.7).
 */
export function walkCode(tree: ExpressionTree, visitor: CodeVisitor): void {
  const parents: Expr[] = []
  visitor.enter?.(tree.root)
  if (tree.root.kind === 'block') tree.root.statements.forEach(statement)
  else expression(tree.root)
  visitor.leave?.()

  function within(scope: Span, run: () => void): void {
    visitor.enter?.(scope)
    run()
    visitor.leave?.()
  }

  function type(syntax: TypeSyntax | undefined): void {
    if (syntax === undefined) return
    visitor.type?.(syntax)
    switch (syntax.kind) {
      case 'named-type':
        for (const part of syntax.parts) part.args?.forEach(type)
        break
      case 'array-type':
      case 'nullable-type':
        type(syntax.element)
        break
      case 'tuple-type':
        for (const element of syntax.elements) type(element.type)
        break
      default:
    }
  }

  function args(list: readonly Argument[], of: Expr | undefined): void {
    for (const { name, modifier, value } of list) {
      if (name !== undefined) visitor.argumentName?.(name, of)
      expression(value, modifier === 'out' || modifier === 'ref' ? 'write' : 'read')
    }
  }

  function initializer(list: Initializer, of: Expr | undefined): void {
    for (const element of list.elements) {
      if (element.kind === 'value') expression(element.value)
      else if (element.kind === 'add') element.args.forEach((arg) => void expression(arg))
      else {
        if (element.kind === 'member') visitor.memberName?.(element.name, of)
        else args(element.args, undefined)
        if (element.value.kind === 'nested-initializer') initializer(element.value.initializer, undefined)
        else expression(element.value)
      }
    }
  }

  function pattern(one: Pattern): void {
    if (one.kind === 'constant-pattern') expression(one.value)
    if (one.kind === 'declaration-pattern' || one.kind === 'type-pattern') type(one.type)
    if (one.kind === 'declaration-pattern' || one.kind === 'var-pattern') visitor.declare?.(one.name, 'local', true)
  }

  function parameters(list: readonly Parameter[], kind: DeclarationKind): void {
    for (const one of list) {
      type(one.type)
      visitor.declare?.(one.name, kind, true)
      if (one.default !== undefined) expression(one.default)
    }
  }

  function body(block: Expr | BlockStmt): void {
    if (block.kind === 'block') block.statements.forEach(statement)
    else expression(block)
  }

  function lambda(expr: LambdaExpr): void {
    within(expr, () => {
      parameters(expr.parameters, 'lambda-parameter')
      body(expr.body)
    })
  }

  /** Each `into` but that of a join begins anew: the variables before it are gone. */
  function query(expr: Extract<Expr, { kind: 'query' }>): void {
    visitor.enter?.(expr)
    for (const clause of expr.clauses) {
      queryClause(clause)
      if ((clause.kind !== 'select' && clause.kind !== 'group') || clause.into === undefined) continue
      visitor.leave?.()
      visitor.enter?.({ start: clause.into.start, end: expr.end })
      visitor.declare?.(clause.into, 'range-variable', true)
    }
    visitor.leave?.()
  }

  function queryClause(clause: QueryClause): void {
    switch (clause.kind) {
      case 'from':
        type(clause.type)
        visitor.declare?.(clause.name, 'range-variable', true)
        expression(clause.source)
        break
      case 'let':
        visitor.declare?.(clause.name, 'range-variable', true)
        expression(clause.value)
        break
      case 'where':
        expression(clause.condition)
        break
      case 'join':
        visitor.declare?.(clause.name, 'range-variable', true)
        expression(clause.source)
        expression(clause.left)
        expression(clause.right)
        if (clause.into !== undefined) visitor.declare?.(clause.into, 'range-variable', true)
        break
      case 'orderby':
        for (const { key } of clause.keys) expression(key)
        break
      case 'select':
        expression(clause.value)
        break
      default:
        expression(clause.value)
        expression(clause.key)
    }
  }

  function expression(expr: Expr, access: 'read' | 'write' = 'read'): void {
    visitor.expression?.(expr, parents)
    parents.push(expr)
    parts(expr, access)
    parents.pop()
  }

  function parts(expr: Expr, access: 'read' | 'write'): void {
    switch (expr.kind) {
      case 'interpolated':
        for (const part of expr.parts) {
          if (part.kind !== 'hole') continue
          expression(part.value)
          if (part.alignment !== undefined) expression(part.alignment)
        }
        break
      case 'name':
        visitor.name?.(expr, access)
        expr.typeArgs?.forEach(type)
        break
      case 'type-expression':
      case 'typeof':
      case 'default':
        type(expr.type)
        break
      case 'member':
        expression(expr.target)
        expr.typeArgs?.forEach(type)
        break
      case 'conditional-access':
        expression(expr.target)
        expression(expr.access)
        break
      case 'invocation':
        expression(expr.callee)
        args(expr.args, expr.callee)
        break
      case 'element':
        expression(expr.target)
        args(expr.args, expr)
        break
      case 'new':
        type(expr.type)
        args(expr.args, expr)
        if (expr.initializer !== undefined) initializer(expr.initializer, expr)
        break
      case 'new-array':
        type(expr.element)
        for (const size of expr.sizes) expression(size)
        if (expr.initializer !== undefined) initializer(expr.initializer, expr)
        break
      case 'new-anonymous':
        for (const { value } of expr.members) expression(value)
        break
      case 'array-initializer':
        initializer(expr.initializer, undefined)
        break
      case 'cast':
      case 'as':
        if (expr.kind === 'cast') type(expr.type)
        expression(expr.operand)
        if (expr.kind === 'as') type(expr.type)
        break
      case 'unary':
      case 'postfix':
        expression(expr.operand, expr.operator === '++' || expr.operator === '--' ? 'write' : 'read')
        break
      case 'binary':
        expression(expr.left)
        expression(expr.right)
        break
      case 'is':
        expression(expr.operand)
        pattern(expr.pattern)
        break
      case 'conditional':
        expression(expr.condition)
        expression(expr.whenTrue)
        expression(expr.whenFalse)
        break
      case 'assignment':
        assignment(expr)
        break
      case 'lambda':
        lambda(expr)
        break
      case 'parenthesized':
        expression(expr.inner, access)
        break
      case 'checked':
      case 'ref':
      case 'await':
        expression(expr.inner)
        break
      case 'tuple':
        for (const { name, value } of expr.elements) {
          if (name !== undefined) visitor.argumentName?.(name, undefined)
          expression(value, access)
        }
        break
      case 'query':
        query(expr)
        break
      case 'throw':
        expression(expr.value)
        break
      case 'declaration':
        type(expr.type)
        visitor.declare?.(expr.name, 'local', true)
        break
      default:
    }
  }

  /** `var (a, b) = …` reads like a call, and declares. */
  function assignment(expr: Extract<Expr, { kind: 'assignment' }>): void {
    const { target } = expr
    if (target.kind === 'invocation' && target.callee.kind === 'name' && target.callee.name === 'var') {
      for (const { value } of target.args) {
        if (value.kind === 'name' && value.name !== '_') visitor.declare?.(value, 'local', true)
      }
    } else expression(target, 'write')
    expression(expr.value)
  }

  function statement(one: Stmt): void {
    visitor.statement?.(one)
    switch (one.kind) {
      case 'block':
        within(one, () => one.statements.forEach(statement))
        break
      case 'local':
        type(one.type)
        for (const { name, value } of one.declarators) {
          visitor.declare?.(name, one.isConst ? 'constant' : 'local', value !== undefined)
          if (value !== undefined) expression(value)
        }
        break
      case 'local-function':
        type(one.returnType)
        visitor.declare?.(one.name, 'local-function', true)
        within(one, () => {
          parameters(one.parameters, 'parameter')
          body(one.body)
        })
        break
      case 'expression':
        expression(one.expression)
        break
      case 'if':
        expression(one.condition)
        embedded(one.then)
        if (one.otherwise !== undefined) embedded(one.otherwise)
        break
      case 'for':
        within(one, () => {
          one.initializers.forEach(statement)
          if (one.condition !== undefined) expression(one.condition)
          for (const increment of one.increments) expression(increment)
          embedded(one.body)
        })
        break
      case 'foreach':
        expression(one.source)
        within(one, () => {
          type(one.type)
          visitor.declare?.(one.name, 'local', true)
          embedded(one.body)
        })
        break
      case 'while':
      case 'do':
        within(one, () => {
          if (one.kind === 'while') expression(one.condition)
          embedded(one.body)
          if (one.kind === 'do') expression(one.condition)
        })
        break
      case 'switch':
        switchOf(one)
        break
      case 'try':
        statement(one.body)
        for (const clause of one.catches) {
          within(clause, () => {
            type(clause.type)
            if (clause.name !== undefined) visitor.declare?.(clause.name, 'local', true)
            if (clause.filter !== undefined) expression(clause.filter)
            statement(clause.body)
          })
        }
        if (one.finally !== undefined) statement(one.finally)
        break
      case 'using':
        within(one, () => {
          if (one.resource.kind === 'local') statement(one.resource)
          else expression(one.resource)
          embedded(one.body)
        })
        break
      case 'lock':
        expression(one.subject)
        embedded(one.body)
        break
      case 'return':
      case 'throw-statement':
        if (one.value !== undefined) expression(one.value)
        break
      case 'checked-block':
        statement(one.body)
        break
      case 'labeled':
        visitor.declare?.(one.label, 'label', true)
        statement(one.body)
        break
      case 'goto':
        if (one.label !== undefined) visitor.label?.(one.label)
        if (one.value !== undefined) expression(one.value)
        break
      default:
    }
  }

  /** A statement without braces is a block of its own. */
  function embedded(one: Stmt): void {
    if (one.kind === 'block') statement(one)
    else within(one, () => statement(one))
  }

  /** The sections of a `switch` share one block; what a pattern declares is known in its section. */
  function switchOf(one: Extract<Stmt, { kind: 'switch' }>): void {
    expression(one.subject)
    within(one, () => {
      for (const section of one.sections) {
        const patterns = section.labels.some(({ pattern: label }) => label?.kind.includes('declaration'))
        if (patterns) visitor.enter?.(section)
        for (const label of section.labels) {
          if (label.pattern !== undefined) pattern(label.pattern)
          if (label.guard !== undefined) expression(label.guard)
        }
        section.statements.forEach(statement)
        if (patterns) visitor.leave?.()
      }
    })
  }
}
