import type { Argument, Expr, Identifier, Literal, Token } from '../tree.ts'
import { tryDeclarationExpr } from './access.ts'
import { parseNew } from './creation.ts'
import { parseParameters } from './lambda.ts'
import { missing, unsupported } from './nodes.ts'
import type { Parser } from './parser.ts'
import { parseInterpolated } from './strings.ts'
import { parseType, scanType, tryTypeArguments } from './types.ts'
import { predefined } from './words.ts'

export function parsePrimary(parser: Parser): Expr {
  const token = parser.peek()
  const { start, end } = token
  switch (token.kind) {
    case 'number':
    case 'string':
    case 'char':
      parser.next()
      if (token.kind === 'string' && parser.isWord('u8') && parser.peek().start === end)
        parser.report('CS8370', "Texts in UTF-8 ('u8') need C# 11.", parser.next())
      if (token.literal) return { kind: 'literal', literal: token.literal, start, end }
      return missing(start)
    case 'interpolated':
      parser.next()
      return parseInterpolated(parser, token)
    case 'named-value':
      parser.next()
      return { kind: 'named-value', name: token.text.slice(2, -2).trim(), start, end }
    case 'identifier':
      return parseName(parser)
    case 'keyword':
      return parseKeyword(parser, token)
    case 'punctuator':
      if (token.text === '(') return parseParenthesized(parser)
      if (token.text === '[') {
        parser.skipBalanced()
        parser.report('CS8370', 'Collection expressions need C# 12.', { start, end: parser.previousEnd() })
        return unsupported('collection expression', start, parser.previousEnd())
      }
      break
    case 'bad':
      parser.next()
      return unsupported('unexpected character', start, end)
    default:
  }
  return invalidTerm(parser)
}

export function invalidTerm(parser: Parser): Expr {
  const token = parser.peek()
  if (token.kind === 'end') parser.report('CS1733', 'Expected expression', parser.gap())
  else parser.report('CS1525', `Invalid expression term '${token.text}'`, token)
  return missing(parser.previousEnd())
}

function parseName(parser: Parser): Expr {
  const token = parser.peek()
  if (token.text === 'nameof' || token.text === 'var' || token.text === '_') {
    parser.next()
    return { kind: 'name', name: token.text, start: token.start, end: token.end }
  }
  const name = parser.identifier()
  const typeArgs = tryTypeArguments(parser)
  const { start } = name
  const end = parser.previousEnd()
  return typeArgs
    ? { kind: 'name', name: name.name, typeArgs, start, end }
    : { kind: 'name', name: name.name, start, end }
}

function parseKeyword(parser: Parser, token: Token): Expr {
  const { start, end } = token
  if (token.literal) {
    parser.next()
    return { kind: 'literal', literal: token.literal, start, end }
  }
  if (predefined.has(token.text)) {
    const next = parser.peek(1)
    if (next.text !== '.' && next.text !== '::')
      parser.report('CS1525', `Invalid expression term '${token.text}'`, token)
    parser.next()
    return { kind: 'type-expression', type: { kind: 'predefined-type', keyword: token.text, start, end }, start, end }
  }
  switch (token.text) {
    case 'new':
      return parseNew(parser)
    case 'typeof': {
      parser.next()
      parser.expect('(')
      const type = parseType(parser, 'any')
      parser.expect(')')
      return { kind: 'typeof', type, start, end: parser.previousEnd() }
    }
    case 'sizeof': {
      parser.next()
      parser.expect('(')
      const type = parseType(parser, 'any')
      parser.expect(')')
      const size = type.kind === 'predefined-type' ? sizes[type.keyword] : undefined
      if (size === undefined) {
        parser.report('CS0208', 'Cannot take the size of this type', { start, end: parser.previousEnd() })
        return unsupported('sizeof', start, parser.previousEnd())
      }
      const literal: Literal = { kind: 'number', digits: size, radix: 10, suffix: '', real: false }
      return { kind: 'literal', literal, start, end: parser.previousEnd() }
    }
    case 'default': {
      parser.next()
      if (!parser.is('(')) return { kind: 'default', start, end }
      parser.next()
      const type = parseType(parser, 'any')
      parser.expect(')')
      return { kind: 'default', type, start, end: parser.previousEnd() }
    }
    case 'checked':
    case 'unchecked': {
      parser.next()
      parser.expect('(')
      const inner = parser.rooms.parseExpr(parser)
      parser.expect(')')
      return { kind: 'checked', checked: token.text === 'checked', inner, start, end: parser.previousEnd() }
    }
    case 'delegate': {
      parser.next()
      const parameters = parser.is('(') ? parseParameters(parser) : []
      const body = parser.rooms.parseBlock(parser)
      return { kind: 'lambda', parameters, body, start, end: body.end }
    }
    case 'this':
    case 'base':
      parser.next()
      return { kind: 'name', name: token.text, start, end }
    case 'stackalloc': {
      parser.next()
      parseType(parser, 'any')
      if (parser.is('[')) parser.skipBalanced()
      parser.report('CS0214', "'stackalloc' needs unsafe code", token)
      return unsupported('stackalloc', start, parser.previousEnd())
    }
    default:
      return invalidTerm(parser)
  }
}

const sizes: Readonly<Record<string, string>> = {
  sbyte: '1',
  byte: '1',
  bool: '1',
  short: '2',
  ushort: '2',
  char: '2',
  int: '4',
  uint: '4',
  float: '4',
  long: '8',
  ulong: '8',
  double: '8',
  decimal: '16',
}

function parseParenthesized(parser: Parser): Expr {
  const start = parser.next().start
  if (parser.is(')')) {
    parser.report('CS1525', "Invalid expression term ')'", parser.peek())
    parser.next()
    return { kind: 'parenthesized', inner: missing(start + 1), start, end: parser.previousEnd() }
  }
  const elements: Argument[] = []
  const first = parseTupleElement(parser)
  elements.push(first)
  while (parser.take(',')) elements.push(parseTupleElement(parser))
  parser.expect(')')
  const end = parser.previousEnd()
  if (elements.length === 1 && first.name)
    parser.report('CS8124', 'Tuple must contain at least two elements.', { start, end })
  if (elements.length > 1 || first.name) return { kind: 'tuple', elements, start, end }
  return { kind: 'parenthesized', inner: first.value, start, end }
}

function parseTupleElement(parser: Parser): Argument {
  const start = parser.peek().start
  let name: Identifier | undefined
  if (parser.peek().kind === 'identifier' && parser.is(':', 1)) {
    name = parser.identifier()
    parser.next()
  }
  const designation = scanType(parser, parser.index, 'any')
  const after = designation === undefined ? undefined : parser.tokens[designation]
  const follows = designation === undefined ? undefined : parser.tokens[designation + 1]?.text
  const value =
    after?.kind === 'identifier' &&
    !after.newlineBefore &&
    (follows === ',' || follows === ')') &&
    !['is', 'as'].includes(after.text)
      ? (tryDeclarationExpr(parser) ?? parser.rooms.parseExpr(parser))
      : parser.rooms.parseExpr(parser)
  const { end } = value
  return name ? { name, value, start, end } : { value, start, end }
}
