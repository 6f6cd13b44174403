import type {
  CatchClause,
  Expr,
  Identifier,
  LocalStmt,
  Pattern,
  Stmt,
  SwitchSection,
  Token,
  TypeSyntax,
} from '../tree.ts'
import { declarationAt, expectSemicolon, parseDeclaration, parseDeclarators } from './declarations.ts'
import { parseExpr } from './operators.ts'
import type { Parser } from './parser.ts'
import { parsePattern } from './patterns.ts'
import { invalidTerm } from './primary.ts'
import { parseType } from './types.ts'

function parseCondition(parser: Parser): Expr {
  parser.expect('(')
  if (parser.is(')')) {
    const expr = invalidTerm(parser)
    parser.next()
    return expr
  }
  const condition = parseExpr(parser)
  if (!parser.take(')')) {
    parser.expect(')')
    while (
      parser.peek().kind !== 'end' &&
      !parser.peek().newlineBefore &&
      !parser.is('{') &&
      !parser.is(';') &&
      !parser.is('}')
    ) {
      if (parser.next().text === ')') break
    }
  }
  return condition
}

const implicitType = (at: { readonly start: number; readonly end: number }): TypeSyntax => ({
  kind: 'named-type',
  parts: [{ name: 'var', ...at }],
  ...at,
})

export function parseKeywordStatement(parser: Parser, token: Token): Stmt | undefined {
  const start = token.start
  switch (token.text) {
    case 'if': {
      parser.next()
      const condition = parseCondition(parser)
      const then = parser.rooms.parseEmbedded(parser)
      const otherwise = parser.take('else') ? parser.rooms.parseEmbedded(parser) : undefined
      return { kind: 'if', condition, then, ...(otherwise && { otherwise }), start, end: parser.previousEnd() }
    }
    case 'else': {
      parser.report('CS8641', "'else' cannot start a statement.", token)
      parser.next()
      return parser.rooms.parseStatement(parser)
    }
    case 'while': {
      parser.next()
      const condition = parseCondition(parser)
      const body = parser.rooms.parseEmbedded(parser)
      return { kind: 'while', condition, body, start, end: parser.previousEnd() }
    }
    case 'do': {
      parser.next()
      const body = parser.rooms.parseEmbedded(parser)
      parser.expect('while')
      const condition = parseCondition(parser)
      expectSemicolon(parser)
      return { kind: 'do', condition, body, start, end: parser.previousEnd() }
    }
    case 'for':
      return parseFor(parser, start)
    case 'foreach': {
      parser.next()
      parser.expect('(')
      const isDeconstruction = parser.is('(') || (parser.isWord('var') && parser.is('(', 1))
      const parts = isDeconstruction ? parseExpr(parser) : undefined
      const at = parser.gap()
      const type = parts ? implicitType(at) : parseType(parser, 'any')
      const name = parts ? { name: '', ...at } : parser.identifier()
      parser.expect('in')
      const source = parseExpr(parser)
      parser.expect(')')
      const body = parser.rooms.parseEmbedded(parser)
      return { kind: 'foreach', type, name, ...(parts && { parts }), source, body, start, end: parser.previousEnd() }
    }
    case 'switch':
      return parseSwitch(parser, start)
    case 'try':
      return parseTry(parser, start)
    case 'using':
      return parseUsing(parser, start)
    case 'lock': {
      parser.next()
      const subject = parseCondition(parser)
      const body = parser.rooms.parseEmbedded(parser)
      return { kind: 'lock', subject, body, start, end: parser.previousEnd() }
    }
    case 'return': {
      parser.next()
      const value = parser.is(';') || parser.is('}') ? undefined : parseExpr(parser)
      expectSemicolon(parser)
      return { kind: 'return', ...(value && { value }), start, end: parser.previousEnd() }
    }
    case 'throw': {
      parser.next()
      const value = parser.is(';') ? undefined : parseExpr(parser)
      expectSemicolon(parser)
      return { kind: 'throw-statement', ...(value && { value }), start, end: parser.previousEnd() }
    }
    case 'break':
    case 'continue': {
      parser.next()
      expectSemicolon(parser)
      return { kind: token.text, start, end: parser.previousEnd() }
    }
    case 'const': {
      parser.next()
      const declaration = parseDeclaration(parser, 'const')
      return { ...declaration, start }
    }
    case 'checked':
    case 'unchecked': {
      if (!parser.is('{', 1)) return undefined
      parser.next()
      const body = parser.rooms.parseBlock(parser)
      return { kind: 'checked-block', checked: token.text === 'checked', body, start, end: body.end }
    }
    case 'goto': {
      parser.next()
      if (parser.take('default')) {
        expectSemicolon(parser)
        return { kind: 'goto', start, end: parser.previousEnd() }
      }
      const value = parser.take('case') ? parseExpr(parser) : undefined
      const label = value ? undefined : parser.identifier()
      expectSemicolon(parser)
      return { kind: 'goto', ...(value && { value }), ...(label && { label }), start, end: parser.previousEnd() }
    }
    case 'unsafe':
    case 'fixed': {
      const code = parser.is('fixed') ? 'CS0214' : 'CS0227'
      parser.report(code, 'Unsafe code may only appear if compiling with /unsafe', parser.next())
      if (parser.is('(')) parser.skipBalanced()
      const body = parser.rooms.parseEmbedded(parser)
      return { kind: 'unsupported-statement', feature: token.text, start, end: body.end }
    }
    case 'static': {
      if (!declarationAt(parser, parser.index + 1)) return undefined
      parser.report('CS8370', "'static' local functions need C# 8.", token)
      parser.next()
      return parseDeclaration(parser, 'local')
    }
    case 'class':
    case 'struct':
    case 'interface':
    case 'enum':
    case 'public':
    case 'private':
    case 'protected':
    case 'internal':
    case 'namespace': {
      parser.report('CS1513', `} expected: '${token.text}' cannot be declared inside an expression.`, token)
      while (parser.peek().kind !== 'end' && !parser.is('{') && !parser.is(';') && !parser.is('}')) parser.next()
      if (parser.is('{')) parser.skipBalanced()
      else parser.take(';')
      return { kind: 'unsupported-statement', feature: token.text, start, end: parser.previousEnd() }
    }
    case 'case':
    case 'catch':
    case 'finally': {
      parser.report('CS1525', `Invalid expression term '${token.text}'`, token)
      parser.next()
      return { kind: 'empty', start, end: token.end }
    }
    default:
      return undefined
  }
}

function parseFor(parser: Parser, start: number): Stmt {
  parser.next()
  parser.expect('(')
  const initializers: Stmt[] = []
  if (!parser.is(';')) {
    if (declarationAt(parser, parser.index)) initializers.push(parseDeclaration(parser, 'header'))
    else {
      do {
        const expression = parseExpr(parser)
        initializers.push({ kind: 'expression', expression, start: expression.start, end: expression.end })
      } while (parser.take(','))
    }
  }
  parser.expect(';')
  const condition = parser.is(';') ? undefined : parseExpr(parser)
  parser.expect(';')
  const increments: Expr[] = []
  if (!parser.is(')')) {
    do increments.push(parseExpr(parser))
    while (parser.take(','))
  }
  parser.expect(')')
  const body = parser.rooms.parseEmbedded(parser)
  return {
    kind: 'for',
    initializers,
    ...(condition && { condition }),
    increments,
    body,
    start,
    end: parser.previousEnd(),
  }
}

function parseSwitch(parser: Parser, start: number): Stmt {
  parser.next()
  const subject = parseCondition(parser)
  const sections: SwitchSection[] = []
  parser.expect('{')
  while (!parser.is('}') && parser.peek().kind !== 'end') {
    const from = parser.peek().start
    const labels: { pattern?: Pattern; guard?: Expr; start: number; end: number }[] = []
    while (parser.is('case') || (parser.is('default') && parser.is(':', 1))) {
      const at = parser.peek().start
      if (parser.next().text === 'default') {
        parser.expect(':')
        labels.push({ start: at, end: parser.previousEnd() })
        continue
      }
      const pattern = parsePattern(parser)
      let guard: Expr | undefined
      if (parser.isWord('when')) {
        parser.next()
        guard = parseExpr(parser)
      }
      parser.expect(':')
      labels.push({ pattern, ...(guard && { guard }), start: at, end: parser.previousEnd() })
    }
    const statements: Stmt[] = []
    while (
      !parser.is('}') &&
      !parser.is('case') &&
      !(parser.is('default') && parser.is(':', 1)) &&
      parser.peek().kind !== 'end'
    ) {
      if (labels.length === 0) parser.report('CS1513', '} expected', parser.peek())
      statements.push(parser.rooms.parseStatementOnward(parser))
    }
    sections.push({ labels, statements, start: from, end: parser.previousEnd() })
  }
  parser.expect('}')
  return { kind: 'switch', subject, sections, start, end: parser.previousEnd() }
}

function parseTry(parser: Parser, start: number): Stmt {
  parser.next()
  const body = parser.rooms.parseBlock(parser)
  const catches: CatchClause[] = []
  while (parser.is('catch')) {
    const at = parser.next().start
    let type: TypeSyntax | undefined
    let name: Identifier | undefined
    if (parser.take('(')) {
      type = parseType(parser, 'any')
      if (parser.peek().kind === 'identifier') name = parser.identifier()
      parser.expect(')')
    }
    let filter: Expr | undefined
    if (parser.isWord('when')) {
      parser.next()
      filter = parseCondition(parser)
    }
    const handler = parser.rooms.parseBlock(parser)
    catches.push({
      ...(type && { type }),
      ...(name && { name }),
      ...(filter && { filter }),
      body: handler,
      start: at,
      end: handler.end,
    })
  }
  const last = parser.take('finally') ? parser.rooms.parseBlock(parser) : undefined
  if (catches.length === 0 && !last) parser.report('CS1524', 'Expected catch or finally', parser.gap())
  return { kind: 'try', body, catches, ...(last && { finally: last }), start, end: parser.previousEnd() }
}

function parseUsing(parser: Parser, start: number): Stmt {
  const token = parser.next()
  if (!parser.is('(')) {
    if (declarationAt(parser, parser.index)) {
      parser.report('CS8370', "'using' declarations need C# 8; write 'using (…) { … }'.", token)
      return { ...parseDeclaration(parser, 'local'), start }
    }
    parser.report('CS1003', "Syntax error, '(' expected: namespaces cannot be imported inside an expression.", token)
    while (!parser.is(';') && parser.peek().kind !== 'end' && !parser.peek().newlineBefore) parser.next()
    parser.take(';')
    return { kind: 'unsupported-statement', feature: 'using directive', start, end: parser.previousEnd() }
  }
  parser.next()
  let resource: Expr | LocalStmt
  if (declarationAt(parser, parser.index)) {
    const from = parser.peek().start
    resource = parseDeclarators(parser, parseType(parser, 'any'), from, false)
  } else resource = parseExpr(parser)
  parser.expect(')')
  const body = parser.rooms.parseEmbedded(parser)
  return { kind: 'using', resource, body, start, end: parser.previousEnd() }
}
