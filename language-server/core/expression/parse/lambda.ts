import type { Expr, Parameter, TypeSyntax } from '../tree.ts'
import type { Parser } from './parser.ts'
import { parseType, scanType } from './types.ts'

export function tryLambda(parser: Parser): Expr | undefined {
  const from = parser.index
  const start = parser.peek().start
  if (parser.is('static') && lambdaAt(parser, parser.index + 1))
    parser.report('CS8370', "'static' lambdas need C# 9.", parser.next())
  if (
    parser.isWord('async') &&
    (parser.peek(1).kind === 'identifier' || parser.is('(', 1)) &&
    lambdaAt(parser, parser.index + 1)
  )
    parser.next()
  if (!lambdaAt(parser, parser.index)) {
    parser.index = from
    return undefined
  }
  let parameters: Parameter[]
  if (parser.is('(')) parameters = parseParameters(parser)
  else {
    const name = parser.identifier()
    parameters = [{ name, start: name.start, end: name.end }]
  }
  parser.expect('=>')
  parser.throwAt = parser.index
  const body = parser.is('{') ? parser.rooms.parseBlock(parser) : parser.rooms.parseExpr(parser)
  return { kind: 'lambda', parameters, body, start, end: body.end }
}

function lambdaAt(parser: Parser, index: number): boolean {
  const token = parser.tokens[index]
  if (!token) return false
  if (token.kind === 'identifier') return parser.tokens[index + 1]?.text === '=>'
  if (token.text !== '(') return false
  let depth = 0
  for (let at = index; at < parser.tokens.length; at++) {
    const inner = parser.tokens[at]
    if (inner?.kind === 'end' || inner?.text === ';' || inner?.text === '{') return false
    if (inner?.kind !== 'punctuator') continue
    if (inner.text === '(') depth++
    else if (inner.text === ')' && --depth === 0) return parser.tokens[at + 1]?.text === '=>'
  }
  return false
}

export function parseParameters(parser: Parser): Parameter[] {
  parser.expect('(')
  const parameters: Parameter[] = []
  while (!parser.is(')') && parser.peek().kind !== 'end') {
    const before = parser.index
    const start = parser.peek().start
    let modifier: string | undefined
    while (parser.is('ref') || parser.is('out') || parser.is('in') || parser.is('params') || parser.is('this'))
      modifier = parser.next().text
    let type: TypeSyntax | undefined
    const typeEnd = scanType(parser, parser.index, 'any')
    if (typeEnd !== undefined && parser.tokens[typeEnd]?.kind === 'identifier') type = parseType(parser, 'any')
    const name = parser.identifier()
    const value = parser.take('=') ? parser.rooms.parseExpr(parser) : undefined
    parameters.push({
      name,
      ...(type && { type }),
      ...(modifier && { modifier }),
      ...(value && { default: value }),
      start,
      end: parser.previousEnd(),
    })
    const more = parser.take(',')
    if (more && parser.is(')')) parser.report('CS1001', 'Identifier expected', parser.peek())
    if (!more && !parser.is(')')) {
      parser.report('CS1003', "Syntax error, ',' expected", parser.gap())
      if (parser.index === before) break
    }
  }
  parser.expect(')')
  return parameters
}
