import type { Expr, Identifier, Initializer, InitializerElement, TypeSyntax } from '../tree.ts'
import { parseArguments } from './access.ts'
import { missing, unsupported } from './nodes.ts'
import type { Parser } from './parser.ts'
import { parseType, scanTupleTypeEnd } from './types.ts'

export function parseNew(parser: Parser): Expr {
  const start = parser.next().start
  if (parser.is('{')) return parseAnonymous(parser, start)
  if (parser.is('[')) {
    let rank = 1
    parser.next()
    while (parser.take(',')) rank++
    parser.expect(']')
    if (rank > 1)
      parser.report('CS8370', 'Arrays of more than one dimension are not supported here.', {
        start,
        end: parser.previousEnd(),
      })
    const initializer = parseInitializer(parser)
    return { kind: 'new-array', element: undefined, sizes: [], initializer, start, end: parser.previousEnd() }
  }
  if (parser.is('(')) {
    const end = scanTupleTypeEnd(parser, parser.index)
    if (end === undefined || (parser.tokens[end]?.text !== '(' && parser.tokens[end]?.text !== '[')) {
      parser.report('CS8370', "'new()' without a type needs C# 9.", { start, end: start + 3 })
      parseArguments(parser, ')')
      if (parser.is('{')) parser.skipBalanced()
      return unsupported('target-typed new', start, parser.previousEnd())
    }
  }
  const type = parseType(parser, 'new')
  if (parser.is('[')) return parseNewArray(parser, type, start)
  if (type.kind === 'array-type') {
    const initializer = parser.is('{') ? parseInitializer(parser) : undefined
    if (!initializer)
      parser.report('CS1586', 'Array creation must have array size or array initializer', {
        start,
        end: parser.previousEnd(),
      })
    return {
      kind: 'new-array',
      element: type.element,
      sizes: [],
      ...(initializer && { initializer }),
      start,
      end: parser.previousEnd(),
    }
  }
  const args = parser.is('(') ? parseArguments(parser, ')') : undefined
  const initializer = parser.is('{') ? parseInitializer(parser) : undefined
  if (!args && !initializer)
    parser.report('CS1526', 'A new expression requires an argument list or (), [], or {} after type', parser.gap())
  const end = parser.previousEnd()
  return initializer
    ? { kind: 'new', type, args: args ?? [], initializer, start, end }
    : { kind: 'new', type, args: args ?? [], start, end }
}

function parseNewArray(parser: Parser, element: TypeSyntax, start: number): Expr {
  parser.next()
  const sizes: Expr[] = []
  if (parser.is(']')) parser.next()
  else {
    do sizes.push(parser.rooms.parseExpr(parser))
    while (parser.take(','))
    parser.expect(']')
  }
  let type = element
  while (parser.is('[') && (parser.is(']', 1) || parser.is(',', 1))) {
    parser.next()
    let rank = 1
    while (parser.take(',')) rank++
    parser.expect(']')
    type = { kind: 'array-type', element: type, rank, start: type.start, end: parser.previousEnd() }
  }
  const initializer = parser.is('{') ? parseInitializer(parser) : undefined
  if (sizes.length === 0 && !initializer)
    parser.report('CS1586', 'Array creation must have array size or array initializer', {
      start,
      end: parser.previousEnd(),
    })
  return {
    kind: 'new-array',
    element: type,
    sizes,
    ...(initializer && { initializer }),
    start,
    end: parser.previousEnd(),
  }
}

function parseAnonymous(parser: Parser, start: number): Expr {
  parser.next()
  const members: { name: Identifier; value: Expr }[] = []
  while (!parser.is('}') && parser.peek().kind !== 'end') {
    const before = parser.index
    if (parser.peek().kind === 'identifier' && parser.is('=', 1)) {
      const name = parser.identifier()
      parser.next()
      members.push({ name, value: parser.rooms.parseExpr(parser) })
    } else {
      const faults = parser.faults.length
      const value = parser.rooms.parseExpr(parser)
      const name = projectedName(value)
      if (name.name === '' && parser.faults.length === faults)
        parser.report('CS0746', 'Invalid anonymous type member declarator: it needs a name.', value)
      members.push({ name, value })
    }
    if (!parser.take(',') && !parser.is('}')) {
      parser.report('CS1003', "Syntax error, ',' expected", parser.gap())
      if (parser.index === before) break
      if (parser.peek().newlineBefore && parser.peek().kind === 'keyword') break
    }
  }
  parser.expect('}')
  return { kind: 'new-anonymous', members, start, end: parser.previousEnd() }
}

function parseInitializer(parser: Parser): Initializer {
  const start = parser.peek().start
  if (!parser.expect('{')) return { elements: [], start, end: start }
  const elements: InitializerElement[] = []
  while (!parser.is('}') && parser.peek().kind !== 'end') {
    const before = parser.index
    elements.push(
      parser.deeper(
        () => parseInitializerElement(parser),
        (at): InitializerElement => ({ kind: 'value', value: missing(at), start: at, end: at }),
      ),
    )
    if (!parser.take(',') && !parser.is('}')) {
      parser.report('CS1003', "Syntax error, ',' expected", parser.gap())
      if (parser.index === before || parser.is(';')) break
    }
  }
  parser.expect('}')
  return { elements, start, end: parser.previousEnd() }
}

function parseInitializerElement(parser: Parser): InitializerElement {
  const start = parser.peek().start
  if (parser.is('{')) {
    parser.next()
    const args: Expr[] = []
    while (!parser.is('}') && parser.peek().kind !== 'end') {
      const before = parser.index
      args.push(parser.is('{') ? parseArrayInitializer(parser) : parser.rooms.parseExpr(parser))
      if (!parser.take(',') && parser.index === before) break
      if (!parser.is('}') && parser.tokens[parser.index - 1]?.text !== ',') break
    }
    parser.expect('}')
    return { kind: 'add', args, start, end: parser.previousEnd() }
  }
  if (parser.is('[')) {
    const args = parseArguments(parser, ']')
    parser.expect('=')
    const value = parseInitializerValue(parser)
    return { kind: 'index', args, value, start, end: parser.previousEnd() }
  }
  if (parser.peek().kind === 'identifier' && parser.is('=', 1)) {
    const name = parser.identifier()
    parser.next()
    const value = parseInitializerValue(parser)
    return { kind: 'member', name, value, start, end: parser.previousEnd() }
  }
  const value = parser.rooms.parseExpr(parser)
  return { kind: 'value', value, start, end: value.end }
}

function parseInitializerValue(
  parser: Parser,
): Expr | { kind: 'nested-initializer'; initializer: Initializer; start: number; end: number } {
  if (!parser.is('{')) return parser.rooms.parseExpr(parser)
  const initializer = parseInitializer(parser)
  return { kind: 'nested-initializer', initializer, start: initializer.start, end: initializer.end }
}

export function parseArrayInitializer(parser: Parser): Expr {
  const initializer = parseInitializer(parser)
  return { kind: 'array-initializer', initializer, start: initializer.start, end: initializer.end }
}

/** The member name an anonymous object takes from `a.B`, `B` or `a?.B`. */
function projectedName(value: Expr): Identifier {
  if (value.kind === 'name') return { name: value.name, start: value.start, end: value.end }
  if (value.kind === 'member') return value.name
  if (value.kind === 'conditional-access') return projectedName(value.access)
  return { name: '', start: value.start, end: value.start }
}
