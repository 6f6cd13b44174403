import type { Identifier, Token, TypeSyntax } from '../tree.ts'
import { depthLimit, type Parser } from './parser.ts'
import { predefined } from './words.ts'

/** What may follow a type argument list for `a<b>` to be a generic name (C# specification, 7.6.4.2 Grammar ambiguities). */
const afterTypeArguments = new Set('( ) ] } : ; , . ? == != | ^ && || & ['.split(' '))

/**
 * `operand`: after `is` and `as`, where `T ?` may begin a conditional. `new`: array brackets belong to the creation
 * unless they are empty.
 */
export function parseType(parser: Parser, place: 'any' | 'operand' | 'new'): TypeSyntax {
  return parser.deeper(
    () => parseTypeHere(parser, place),
    (at): TypeSyntax => ({ kind: 'missing-type', start: at, end: at }),
  )
}

function parseTypeHere(parser: Parser, place: 'any' | 'operand' | 'new'): TypeSyntax {
  const token = parser.peek()
  let type: TypeSyntax
  if (token.kind === 'keyword' && predefined.has(token.text)) {
    parser.next()
    type = { kind: 'predefined-type', keyword: token.text, start: token.start, end: token.end }
  } else if (token.kind === 'identifier') {
    const parts: (Identifier & { args?: readonly TypeSyntax[] })[] = []
    do {
      const name = parser.identifier()
      if (parser.is('<')) {
        const args = parseTypeArguments(parser)
        parts.push({ name: name.name, start: name.start, end: parser.previousEnd(), args })
      } else parts.push(name)
    } while (parser.take('.') || parser.take('::'))
    type = { kind: 'named-type', parts, start: token.start, end: parser.previousEnd() }
  } else if (parser.is('(')) {
    parser.next()
    const elements: { type: TypeSyntax; name?: Identifier }[] = []
    do {
      const element = parseType(parser, 'any')
      const name = parser.peek().kind === 'identifier' ? parser.identifier() : undefined
      elements.push({ type: element, ...(name && { name }) })
    } while (parser.take(','))
    parser.expect(')')
    type = { kind: 'tuple-type', elements, start: token.start, end: parser.previousEnd() }
  } else {
    parser.report('CS1031', 'Type expected', token.kind === 'end' ? parser.gap() : token)
    const at = parser.previousEnd()
    return { kind: 'missing-type', start: at, end: at }
  }
  for (let count = 0; count < 20; count++) {
    if (parser.is('?') && (place !== 'operand' || isNullableMark(parser, parser.index))) {
      parser.next()
      type = { kind: 'nullable-type', element: type, start: type.start, end: parser.previousEnd() }
    } else if (parser.is('[') && (parser.is(']', 1) || parser.is(',', 1))) {
      if (place === 'new' && parser.is(',', 1) && scanRank(parser, parser.index) === undefined) break
      parser.next()
      let rank = 1
      while (parser.take(',')) rank++
      parser.expect(']')
      type = { kind: 'array-type', element: type, rank, start: type.start, end: parser.previousEnd() }
    } else break
  }
  return type
}

function isNullableMark(parser: Parser, index: number): boolean {
  const after = parser.tokens[index + 1]
  if (!after || after.kind === 'end') return true
  if (after.kind !== 'punctuator') return false
  return [')', ']', '}', ';', ',', ':', '??', '&&', '||', '==', '!=', '&', '?', '=>'].includes(after.text)
}

function parseTypeArguments(parser: Parser): TypeSyntax[] {
  parser.next()
  const args: TypeSyntax[] = []
  if (parser.is('>') || parser.is(',')) {
    // `List<>` is legal in typeof alone; elsewhere the binder does not find the type.
    while (parser.take(','));
    parser.expect('>')
    parser.report('CS7003', 'Unexpected use of an unbound generic name', parser.gap())
    return args
  }
  do args.push(parseType(parser, 'any'))
  while (parser.take(','))
  parser.expect('>')
  return args
}

/** Type arguments after a name in an expression, where `<` may also be an operator. */
export function tryTypeArguments(parser: Parser): TypeSyntax[] | undefined {
  if (!parser.is('<')) return undefined
  const end = scanTypeArguments(parser, parser.index)
  if (end === undefined) return undefined
  const after = parser.tokens[end]
  if (!after || (after.kind !== 'end' && !afterTypeArguments.has(after.text))) return undefined
  if (after.kind !== 'end' && after.kind !== 'punctuator') return undefined
  return parseTypeArguments(parser)
}

/** Index of the token after the type that starts at `index`; undefined when none does. Reports nothing. */
export function scanType(parser: Parser, index: number, place: 'any' | 'operand', depth = 0): number | undefined {
  if (depth > depthLimit) return undefined
  const token = parser.tokens[index]
  if (!token) return undefined
  let at: number | undefined
  if (token.kind === 'keyword' && predefined.has(token.text)) at = index + 1
  else if (token.kind === 'identifier') {
    at = index
    for (;;) {
      if (parser.tokens[at]?.kind !== 'identifier') return undefined
      at++
      if (parser.tokens[at]?.text === '<') {
        const end = scanTypeArguments(parser, at, depth + 1)
        if (end === undefined) return undefined
        at = end
      }
      const dot = parser.tokens[at]
      if (dot?.kind !== 'punctuator' || (dot.text !== '.' && dot.text !== '::')) break
      at++
    }
  } else if (token.text === '(' && token.kind === 'punctuator') at = scanTupleTypeEnd(parser, index, depth + 1)
  if (at === undefined) return undefined
  for (;;) {
    const mark = parser.tokens[at]
    if (mark?.kind !== 'punctuator') return at
    if (mark.text === '?' && (place !== 'operand' || isNullableMark(parser, at))) {
      const after = parser.tokens[at + 1]
      if (after?.text === '.' || (after?.text === '[' && parser.tokens[at + 2]?.text !== ']')) return at
      at++
    } else if (mark.text === '[') {
      const end = scanRank(parser, at)
      if (end === undefined) return at
      at = end
    } else return at
  }
}

function scanRank(parser: Parser, index: number): number | undefined {
  let at = index + 1
  while (parser.tokens[at]?.text === ',') at++
  return parser.tokens[at]?.text === ']' ? at + 1 : undefined
}

export function scanTypeArguments(parser: Parser, index: number, depth = 0): number | undefined {
  let at = index + 1
  for (;;) {
    const end = scanType(parser, at, 'any', depth + 1)
    if (end === undefined) return undefined
    at = end
    const mark = parser.tokens[at]
    if (mark?.kind !== 'punctuator') return undefined
    at++
    if (mark.text === '>') return at
    if (mark.text !== ',') return undefined
  }
}

export function scanTupleTypeEnd(parser: Parser, index: number, depth = 0): number | undefined {
  let at = index + 1
  for (let count = 1; ; count++) {
    const end = scanType(parser, at, 'any', depth + 1)
    if (end === undefined) return undefined
    at = end
    if (parser.tokens[at]?.kind === 'identifier') at++
    const mark = parser.tokens[at]?.text
    at++
    if (mark === ')') return count > 1 ? at : undefined
    if (mark !== ',') return undefined
  }
}

/** `(T) x` is a cast when T can only be a type, or when what follows can only be an operand. */
export function startsCast(parser: Parser): boolean {
  const end = scanType(parser, parser.index + 1, 'any')
  if (end === undefined || parser.tokens[end]?.text !== ')' || parser.tokens[end]?.kind !== 'punctuator') return false
  const after = parser.tokens[end + 1]
  if (!after) return false
  const first = parser.tokens[parser.index + 1]
  const last = parser.tokens[end - 1]
  if (first && first.kind === 'keyword' && predefined.has(first.text)) return true
  if (last && (last.text === ']' || last.text === '?') && last.kind === 'punctuator') return startsOperand(after)
  if (after.kind === 'keyword')
    return !['as', 'is', 'in'].includes(after.text) && (after.literal !== undefined || startsOperand(after))
  if (after.kind === 'punctuator') return after.text === '(' || after.text === '!' || after.text === '~'
  return startsOperand(after)
}

export function startsOperand(token: Token): boolean {
  switch (token.kind) {
    case 'identifier':
    case 'number':
    case 'string':
    case 'interpolated':
    case 'char':
    case 'named-value':
      return true
    case 'keyword':
      return (
        token.literal !== undefined ||
        predefined.has(token.text) ||
        ['new', 'typeof', 'default', 'checked', 'unchecked', 'delegate', 'this', 'base', 'sizeof'].includes(token.text)
      )
    case 'punctuator':
      return ['(', '!', '~', '+', '-', '++', '--'].includes(token.text)
    default:
      return false
  }
}
