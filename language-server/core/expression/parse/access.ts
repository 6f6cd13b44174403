import type { Argument, Expr, Identifier } from '../tree.ts'
import { missing } from './nodes.ts'
import type { Parser } from './parser.ts'
import { parseType, scanType, startsOperand, tryTypeArguments } from './types.ts'

export function startsConditionalAccess(parser: Parser): boolean {
  if (parser.is('.', 1)) return true
  return parser.is('[', 1) && parser.adjacent(0)
}

/** The accesses after a `?`: `.a.b[c](d)`, up to the end of the chain. */
export function parseAccessChain(parser: Parser, receiver: Expr): Expr {
  let left = parseAccess(parser, receiver) ?? receiver
  for (let count = 0; ; count++) {
    if (parser.chainTooLong(count)) return left
    if (parser.is('?') && startsConditionalAccess(parser)) {
      parser.next()
      const inner: Expr = { kind: 'receiver', start: left.end, end: left.end }
      const access = parser.deeper(() => parseAccessChain(parser, inner), missing)
      return { kind: 'conditional-access', target: left, access, start: left.start, end: access.end }
    }
    const further = parseAccess(parser, left)
    if (!further) return left
    left = further
  }
}

export function parseAccess(parser: Parser, left: Expr): Expr | undefined {
  const { kind, text } = parser.peek()
  if (kind !== 'punctuator') return undefined
  if (text === '.' || text === '->' || text === '::') {
    parser.next()
    const token = parser.peek()
    // `a.` before a statement on the next line: the member name is what is missing, not the statement.
    const nextLineStarts =
      token.newlineBefore &&
      (token.kind === 'keyword'
        ? true
        : token.kind === 'identifier' && parser.peek(1).kind === 'identifier' && !parser.peek(1).newlineBefore)
    const name = nextLineStarts ? missingName(parser) : parser.identifier()
    const typeArgs = name.name === '' ? undefined : tryTypeArguments(parser)
    const { start } = left
    const end = parser.previousEnd()
    return typeArgs
      ? { kind: 'member', target: left, name, typeArgs, start, end }
      : { kind: 'member', target: left, name, start, end }
  }
  if (text === '(') {
    const args = parseArguments(parser, ')')
    return { kind: 'invocation', callee: left, args, start: left.start, end: parser.previousEnd() }
  }
  if (text === '[') {
    const args = parseArguments(parser, ']')
    if (args.length === 0) parser.report('CS0443', 'Syntax error; value expected', parser.gap())
    return { kind: 'element', target: left, args, start: left.start, end: parser.previousEnd() }
  }
  return undefined
}

function missingName(parser: Parser): Identifier {
  const at = parser.gap()
  parser.report('CS1001', 'Identifier expected', at)
  return { name: '', ...at }
}

export function parseArguments(parser: Parser, close: ')' | ']'): Argument[] {
  parser.next()
  const args: Argument[] = []
  while (!parser.is(close) && parser.peek().kind !== 'end') {
    const before = parser.index
    if (close === ')' && parser.is(',')) {
      parser.report('CS0839', 'Argument missing', parser.peek())
      parser.next()
      continue
    }
    args.push(parseArgument(parser))
    if (parser.take(',')) {
      if (parser.is(close)) parser.report('CS1525', `Invalid expression term '${close}'`, parser.peek())
      continue
    }
    if (parser.is(close)) break
    if (parser.index === before || !startsOperand(parser.peek()) || parser.peek().newlineBefore) break
    parser.report('CS1003', "Syntax error, ',' expected", parser.gap())
  }
  expectClose(parser, close)
  return args
}

function expectClose(parser: Parser, close: ')' | ']'): void {
  if (parser.take(close)) return
  parser.expect(close)
}

function parseArgument(parser: Parser): Argument {
  const start = parser.peek().start
  let name: Identifier | undefined
  if (parser.peek().kind === 'identifier' && parser.is(':', 1)) {
    name = parser.identifier()
    parser.next()
  }
  let modifier: Argument['modifier']
  if (parser.is('out') || parser.is('ref') || parser.is('in')) modifier = parser.next().text as Argument['modifier']
  let value: Expr
  if (modifier === 'out') {
    const declaration = tryDeclarationExpr(parser)
    value = declaration ?? parser.rooms.parseExpr(parser)
  } else value = parser.rooms.parseExpr(parser)
  const { end } = value
  // Nearly all have neither, and one shape is quicker to make than three merged ones.
  if (name === undefined && modifier === undefined) return { value, start, end }
  return { ...(name && { name }), ...(modifier && { modifier }), value, start, end }
}

/** `var x`, `int x`, `out _` is a name. */
export function tryDeclarationExpr(parser: Parser): Expr | undefined {
  const end = scanType(parser, parser.index, 'any')
  if (end === undefined || parser.tokens[end]?.kind !== 'identifier') return undefined
  const type = parseType(parser, 'any')
  const name = parser.identifier()
  return { kind: 'declaration', type, name, start: type.start, end: name.end }
}
