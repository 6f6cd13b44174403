import type { BlockStmt, Expr, Stmt } from '../tree.ts'
import { parseKeywordStatement } from './control-flow.ts'
import { declarationAt, expectSemicolon, parseDeclaration } from './declarations.ts'
import { emptyBlock } from './nodes.ts'
import { parseExpr } from './operators.ts'
import type { Parser } from './parser.ts'
import { predefined } from './words.ts'

export function parseStatements(parser: Parser): Stmt[] {
  const statements: Stmt[] = []
  while (parser.peek().kind !== 'end') {
    if (parser.is('}')) {
      parser.report(
        'CS1022',
        "Type or namespace definition, or end-of-file expected: this '}' closes nothing.",
        parser.next(),
      )
      continue
    }
    statements.push(parseStatementOnward(parser))
  }
  return statements
}

/** Parses a statement and always moves on. */
export function parseStatementOnward(parser: Parser): Stmt {
  const before = parser.index
  const statement = parseStatement(parser)
  if (parser.index === before && parser.peek().kind !== 'end') {
    const token = parser.next()
    if (parser.faults.at(-1)?.start !== token.start)
      parser.report('CS1525', `Invalid expression term '${token.text}'`, token)
  }
  return statement
}

export function parseBlock(parser: Parser): BlockStmt {
  return parser.deeper(() => {
    const start = parser.peek().start
    if (!parser.expect('{')) return emptyBlock(parser.previousEnd())
    const statements: Stmt[] = []
    while (!parser.is('}') && parser.peek().kind !== 'end') statements.push(parseStatementOnward(parser))
    parser.expect('}')
    return { kind: 'block', statements, start, end: parser.previousEnd() }
  }, emptyBlock)
}

export function parseStatement(parser: Parser): Stmt {
  return parser.deeper<Stmt>(parseStatementHere, emptyStatement)
}

const emptyStatement = (at: number): Stmt => ({ kind: 'empty', start: at, end: at })

/** A statement below `if`, `for` and the like, where a declaration may not stand (CS1023). */
export function parseEmbedded(parser: Parser): Stmt {
  if (parser.peek().kind === 'end' || parser.is('}')) {
    parser.report('CS1525', `Invalid expression term '${parser.peek().text}'`, parser.gap())
    return emptyBlock(parser.previousEnd())
  }
  const statement = parseStatementOnward(parser)
  if (statement.kind === 'local' || statement.kind === 'local-function' || statement.kind === 'labeled') {
    parser.report('CS1023', 'Embedded statement cannot be a declaration or labeled statement', statement)
  }
  return statement
}

function parseStatementHere(parser: Parser): Stmt {
  const token = parser.peek()
  const start = token.start
  if (token.kind === 'punctuator') {
    if (token.text === '{') return parseBlock(parser)
    if (token.text === ';') {
      parser.next()
      return { kind: 'empty', start, end: token.end }
    }
  }
  if (token.kind === 'keyword') {
    const parsed = parseKeywordStatement(parser, token)
    if (parsed) return parsed
  }
  if (token.kind === 'identifier') {
    if (parser.is(':', 1) && !parser.is(':', 2)) {
      const label = parser.identifier()
      parser.next()
      const body = parseStatement(parser)
      return { kind: 'labeled', label, body, start, end: body.end }
    }
    if (token.text === 'yield' && (parser.is('return', 1) || parser.is('break', 1))) {
      parser.next()
      parser.next()
      if (!parser.is(';')) parseExpr(parser)
      parser.expect(';')
      parser.report('CS1624', "'yield' cannot be used here", token)
      return { kind: 'unsupported-statement', feature: 'yield', start, end: parser.previousEnd() }
    }
    if (token.text === 'await' && parser.is('foreach', 1)) {
      parser.report('CS8370', "'await foreach' needs C# 8.", token)
      parser.next()
      return parseStatement(parser)
    }
    if (token.text === 'record' && parser.peek(1).kind === 'identifier' && (parser.is('(', 2) || parser.is('{', 2))) {
      parser.report('CS8370', 'Records need C# 9, and no type can be declared inside an expression.', token)
      while (parser.peek().kind !== 'end' && !parser.is('{') && !parser.is(';')) parser.next()
      if (parser.is('{')) parser.skipBalanced()
      else parser.take(';')
      return { kind: 'unsupported-statement', feature: 'record', start, end: parser.previousEnd() }
    }
    if (token.text === 'async' && declarationAt(parser, parser.index + 1)) parser.next()
  }
  if (token.text === 'await' && parser.peek(1).kind === 'identifier' && (parser.is('.', 2) || parser.is('(', 2)))
    return parseExpressionStatement(parser)
  if (predefined.has(token.text) && parser.is('*', 1) && parser.peek(2).kind === 'identifier') {
    parser.report('CS0214', 'Pointers and fixed size buffers may only be used in an unsafe context', token)
    while (parser.peek().kind !== 'end' && !parser.is(';') && !parser.is('}')) parser.next()
    parser.take(';')
    return { kind: 'unsupported-statement', feature: 'pointer', start, end: parser.previousEnd() }
  }
  if (parser.is('ref') && declarationAt(parser, parser.index + 1)) parser.next()
  if (declarationAt(parser, parser.index)) return parseDeclaration(parser, 'local')
  return parseExpressionStatement(parser)
}

function parseExpressionStatement(parser: Parser): Stmt {
  const start = parser.peek().start
  const faultsBefore = parser.faults.length
  const expression = parseExpr(parser)
  const clean = parser.faults.length === faultsBefore
  expectSemicolon(parser)
  if (clean && !isStatementExpression(expression)) {
    parser.report(
      'CS0201',
      'Only assignment, call, increment, decrement, await, and new object expressions can be used as a statement',
      expression,
    )
  }
  return { kind: 'expression', expression, start, end: parser.previousEnd() }
}

function isStatementExpression(expr: Expr): boolean {
  switch (expr.kind) {
    case 'assignment':
    case 'invocation':
    case 'postfix':
    case 'new':
    case 'await':
    case 'missing':
    case 'unsupported':
    case 'named-value':
      return true
    case 'unary':
      return expr.operator === '++' || expr.operator === '--'
    case 'conditional-access':
      return isStatementExpression(expr.access)
    default:
      return false
  }
}
