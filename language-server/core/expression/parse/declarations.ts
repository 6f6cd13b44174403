import type { BlockStmt, Expr, Identifier, LocalStmt, Stmt, TypeSyntax } from '../tree.ts'
import { parseArrayInitializer } from './creation.ts'
import { parseParameters } from './lambda.ts'
import { parseExpr } from './operators.ts'
import type { Parser } from './parser.ts'
import { parseType, scanType, scanTypeArguments } from './types.ts'

type Declarator = LocalStmt['declarators'][number]

export function expectSemicolon(parser: Parser): void {
  if (parser.take(';')) return
  const at = parser.gap()
  parser.report('CS1002', '; expected', at)
  // What is left on the line belongs to the broken statement.
  while (parser.peek().kind !== 'end' && !parser.peek().newlineBefore && !parser.is('}') && !parser.is('{')) {
    const token = parser.next()
    if (token.text === ';') return
  }
}

/** `T name` in a row, which begins a declaration. */
export function declarationAt(parser: Parser, index: number): boolean {
  const end = scanType(parser, index, 'any')
  if (end === undefined) return false
  const name = parser.tokens[end]
  if (name?.kind !== 'identifier') return false
  const last = parser.tokens[end - 1]
  const after = parser.tokens[end + 1]
  if (name.newlineBefore && last?.kind === 'identifier' && parser.tokens[index]?.text !== 'var') return false
  if (last?.text === '?') return after !== undefined && ['=', ';', ',', 'in', '('].includes(after.text)
  return true
}

/** `using` and `for` declarations end without a semicolon of their own. */
export function parseDeclaration(parser: Parser, place: 'local' | 'const' | 'header'): Stmt {
  const start = parser.peek().start
  const type = parseType(parser, 'any')
  if (
    place === 'local' &&
    parser.peek().kind === 'identifier' &&
    (parser.is('(', 1) || (parser.is('<', 1) && scanTypeArguments(parser, parser.index + 1) !== undefined))
  ) {
    return parseLocalFunction(parser, type, start)
  }
  const statement = parseDeclarators(parser, type, start, place === 'const')
  if (place !== 'header') expectSemicolon(parser)
  const { kind, isConst, declarators } = statement
  return { kind, isConst, type, declarators, start, end: parser.previousEnd() }
}

export function parseDeclarators(parser: Parser, type: TypeSyntax, start: number, isConst: boolean): LocalStmt {
  const declarators: Declarator[] = []
  do {
    const name = parser.identifier()
    const value = parser.take('=') ? (parser.is('{') ? parseArrayInitializer(parser) : parseExpr(parser)) : undefined
    const { start: from } = name
    const end = parser.previousEnd()
    declarators.push(value ? { name, value, start: from, end } : { name, start: from, end })
  } while (parser.take(','))
  return { kind: 'local', isConst, type, declarators, start, end: parser.previousEnd() }
}

function parseLocalFunction(parser: Parser, returnType: TypeSyntax, start: number): Stmt {
  const name = parser.identifier()
  const typeParameters: Identifier[] = []
  if (parser.take('<')) {
    do typeParameters.push(parser.identifier())
    while (parser.take(','))
    parser.expect('>')
  }
  const parameters = parseParameters(parser)
  while (parser.isWord('where'))
    while (!parser.is('{') && !parser.is('=>') && parser.peek().kind !== 'end') parser.next()
  let body: Expr | BlockStmt
  if (parser.take('=>')) {
    parser.throwAt = parser.index
    body = parseExpr(parser)
    expectSemicolon(parser)
  } else body = parser.rooms.parseBlock(parser)
  return {
    kind: 'local-function',
    returnType,
    name,
    typeParameters,
    parameters,
    body,
    start,
    end: parser.previousEnd(),
  }
}
