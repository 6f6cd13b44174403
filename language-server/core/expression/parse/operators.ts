import type { Expr } from '../tree.ts'
import { parseAccess, parseAccessChain, startsConditionalAccess } from './access.ts'
import { tryLambda } from './lambda.ts'
import { missing, unsupported } from './nodes.ts'
import type { Parser } from './parser.ts'
import { parsePattern } from './patterns.ts'
import { parsePrimary } from './primary.ts'
import { parseQuery, startsQuery } from './query.ts'
import { parseType, startsCast, startsOperand } from './types.ts'

const precedences: Readonly<Record<string, number>> = {
  '??': 1,
  '||': 2,
  '&&': 3,
  '|': 4,
  '^': 5,
  '&': 6,
  '==': 7,
  '!=': 7,
  '<': 8,
  '>': 8,
  '<=': 8,
  '>=': 8,
  is: 8,
  as: 8,
  '<<': 9,
  '>>': 9,
  '+': 10,
  '-': 10,
  '*': 11,
  '/': 11,
  '%': 11,
}

const assignments = new Set(['=', '+=', '-=', '*=', '/=', '%=', '&=', '|=', '^=', '<<=', '>>=', '??='])

export function parseExpr(parser: Parser): Expr {
  return parser.deeper(parseAssignment, missing)
}

function parseAssignment(parser: Parser): Expr {
  const start = parser.peek().start
  const lambda = tryLambda(parser)
  if (lambda) return lambda
  if (parser.is('throw')) {
    if (parser.index !== parser.throwAt)
      parser.report('CS8115', 'A throw expression is not allowed in this context', parser.peek())
    parser.next()
    const value = parseExpr(parser)
    return { kind: 'throw', value, start, end: value.end }
  }
  if (parser.is('ref')) {
    parser.next()
    const inner = parseExpr(parser)
    return { kind: 'ref', inner, start, end: inner.end }
  }
  if (startsQuery(parser)) return parseQuery(parser)
  const left = parseConditional(parser)
  const operator = assignmentOperator(parser)
  if (!operator) return left
  if (operator.text === '??=') parser.report('CS8370', "'??=' needs C# 8.", operator)
  if (!isAssignable(left)) {
    parser.report('CS0131', 'The left-hand side of an assignment must be a variable, property or indexer', left)
  }
  const value = parseExpr(parser)
  return { kind: 'assignment', operator: operator.text, target: left, value, start: left.start, end: value.end }
}

function assignmentOperator(parser: Parser): { text: string; start: number; end: number } | undefined {
  const token = parser.peek()
  if (token.kind !== 'punctuator') return undefined
  if (assignments.has(token.text)) {
    parser.next()
    return token
  }
  if (parser.is('>') && parser.is('>', 1) && parser.is('=', 2) && parser.adjacent(0) && parser.adjacent(1)) {
    parser.next()
    parser.next()
    const last = parser.next()
    return { text: '>>=', start: token.start, end: last.end }
  }
  return undefined
}

function parseConditional(parser: Parser): Expr {
  const condition = parseBinary(parser, 1)
  if (!parser.is('?')) return condition
  parser.next()
  parser.throwAt = parser.index
  const whenTrue = parseExpr(parser)
  parser.expect(':')
  parser.throwAt = parser.index
  const whenFalse = parseExpr(parser)
  return { kind: 'conditional', condition, whenTrue, whenFalse, start: condition.start, end: whenFalse.end }
}

interface BinaryOperator {
  readonly text: string
  /** How many tokens make it. */
  readonly width: number
  readonly precedence: number
}

/** The operators of one token. */
const operators = new Map(
  Object.entries(precedences).map(([text, precedence]): [string, BinaryOperator] => [
    text,
    { text, width: 1, precedence },
  ]),
)

/** The binary operator at the cursor. */
function binaryOperator(parser: Parser): BinaryOperator | undefined {
  const token = parser.peek()
  if (token.kind !== 'punctuator' && token.text !== 'is' && token.text !== 'as') return undefined
  if (token.text !== '>') return operators.get(token.text)
  let text = token.text
  let width = 1
  if (parser.is('>', 1) && parser.adjacent(0)) {
    if (parser.is('=', 2) && parser.adjacent(1)) return undefined
    text = '>>'
    width = 2
  } else if (parser.is('=', 1) && parser.adjacent(0)) {
    text = '>='
    width = 2
  }
  const precedence = Object.hasOwn(precedences, text) ? precedences[text] : undefined
  return precedence === undefined ? undefined : { text, width, precedence }
}

export function parseBinary(parser: Parser, least: number): Expr {
  let left = parseUnary(parser)
  for (let count = 0; ; count++) {
    const operator = binaryOperator(parser)
    if (!operator || operator.precedence < least || parser.chainTooLong(count)) return left
    const from = parser.peek()
    for (let width = 0; width < operator.width; width++) parser.next()
    if (operator.text === 'is') {
      const pattern = parsePattern(parser)
      left = { kind: 'is', operand: left, pattern, start: left.start, end: pattern.end }
    } else if (operator.text === 'as') {
      const type = parseType(parser, 'operand')
      left = { kind: 'as', operand: left, type, start: left.start, end: type.end }
    } else {
      const right = parser.deeper<Expr>(() => {
        if (operator.text === '??' && parser.is('throw')) {
          parser.throwAt = parser.index
          return parseAssignment(parser)
        }
        const lambda = operator.text === '??' ? tryLambda(parser) : undefined
        return lambda ?? parseBinary(parser, operator.text === '??' ? operator.precedence : operator.precedence + 1)
      }, missing)
      if (right.kind === 'missing' && right.start === right.end && right.start < from.end) return left
      left = { kind: 'binary', operator: operator.text, left, right, start: left.start, end: right.end }
    }
  }
}

const unaries = new Set(['+', '-', '!', '~', '++', '--'])

function parseUnary(parser: Parser): Expr {
  return parser.deeper(parseUnaryHere, missing)
}

function parseUnaryHere(parser: Parser): Expr {
  const token = parser.peek()
  const start = token.start
  if (token.kind === 'punctuator') {
    if (unaries.has(token.text)) {
      parser.next()
      const operand = parseUnary(parser)
      return { kind: 'unary', operator: token.text, operand, start, end: operand.end }
    }
    if (token.text === '..') {
      parser.report('CS8370', "Ranges ('..') need C# 8.", parser.next())
      if (startsOperand(parser.peek())) parseUnary(parser)
      return unsupported('range', start, parser.previousEnd())
    }
    if (token.text === '^') {
      parser.next()
      const operand = parseUnary(parser)
      parser.report('CS8370', "Indexes from the end ('^1') need C# 8.", { start, end: operand.end })
      return unsupported('index from the end', start, operand.end)
    }
    if (token.text === '(' && startsCast(parser)) {
      parser.next()
      const type = parseType(parser, 'any')
      parser.expect(')')
      const operand = parseUnary(parser)
      return { kind: 'cast', type, operand, start, end: operand.end }
    }
  }
  if (parser.isWord('await') && startsOperand(parser.peek(1)) && !parser.is('(', 1)) {
    parser.next()
    const inner = parseUnary(parser)
    return { kind: 'await', inner, start, end: inner.end }
  }
  return parsePostfix(parser, parsePrimary(parser))
}

/** What can go on with a value that is written already. */
const postfixes = new Set('? . -> :: ( [ ++ -- ! switch with ..'.split(' '))

function parsePostfix(parser: Parser, primary: Expr): Expr {
  let left = primary
  for (let count = 0; ; count++) {
    if (!postfixes.has(parser.peek().text)) return left
    if (parser.chainTooLong(count)) return left
    if (parser.is('?') && startsConditionalAccess(parser)) {
      parser.next()
      const receiver: Expr = { kind: 'receiver', start: left.end, end: left.end }
      const access = parser.deeper(() => parseAccessChain(parser, receiver), missing)
      left = { kind: 'conditional-access', target: left, access, start: left.start, end: access.end }
      continue
    }
    const further = parseAccess(parser, left)
    if (further) left = further
    else if ((parser.is('++') || parser.is('--')) && !parser.peek().newlineBefore) {
      const operator = parser.next()
      left = { kind: 'postfix', operator: operator.text, operand: left, start: left.start, end: operator.end }
    } else if (parser.is('!') && !parser.is('=', 1) && isNullForgiving(parser)) {
      parser.report('CS8370', "The '!' after a value needs C# 8.", parser.next())
    } else if (parser.is('switch') && parser.is('{', 1) && left.kind !== 'missing') {
      parser.report('CS8370', "'switch' expressions need C# 8.", parser.next())
      parser.skipBalanced()
      left = unsupported('switch expression', left.start, parser.previousEnd())
    } else if (parser.isWord('with') && parser.is('{', 1)) {
      parser.report('CS8370', "'with' expressions need C# 9.", parser.next())
      parser.skipBalanced()
      left = unsupported('with expression', left.start, parser.previousEnd())
    } else if (parser.is('..')) {
      parser.report('CS8370', "Ranges ('..') need C# 8.", parser.next())
      if (startsOperand(parser.peek())) parseUnary(parser)
      left = unsupported('range', left.start, parser.previousEnd())
    } else return left
  }
}

function isNullForgiving(parser: Parser): boolean {
  const after = parser.peek(1)
  return (
    after.kind === 'end' ||
    (after.kind === 'punctuator' && ['.', ')', '[', ';', ',', '}', ']', '?', '??', '==', '+'].includes(after.text))
  )
}

function isAssignable(expr: Expr): boolean {
  switch (expr.kind) {
    case 'parenthesized':
      return isAssignable(expr.inner)
    case 'name':
    case 'member':
    case 'element':
    case 'tuple':
    case 'declaration':
    case 'missing':
    case 'unsupported':
    case 'named-value':
    case 'ref':
      return true
    case 'invocation':
      // `var (a, b) = …` reads as a call of `var`.
      return expr.callee.kind === 'name' && expr.callee.name === 'var'
    default:
      return false
  }
}
