import type { Expr, Identifier, QueryClause } from '../tree.ts'
import type { Parser } from './parser.ts'
import { parseType, scanType } from './types.ts'

export function startsQuery(parser: Parser): boolean {
  if (!parser.isWord('from')) return false
  if (parser.peek(1).kind === 'identifier' && parser.is('in', 2)) return true
  const end = scanType(parser, parser.index + 1, 'any')
  return end !== undefined && parser.tokens[end]?.kind === 'identifier' && parser.tokens[end + 1]?.text === 'in'
}

export function parseQuery(parser: Parser): Expr {
  const start = parser.peek().start
  const clauses: QueryClause[] = [parseFrom(parser)]
  for (;;) {
    const clause = parseQueryClause(parser)
    if (!clause) {
      parser.report('CS0742', 'A query body must end with a select clause or a group clause', parser.gap())
      break
    }
    clauses.push(clause)
    if ((clause.kind === 'select' || clause.kind === 'group') && !clause.into) break
  }
  return { kind: 'query', clauses, start, end: parser.previousEnd() }
}

function parseQueryClause(parser: Parser): QueryClause | undefined {
  const token = parser.peek()
  const start = token.start
  if (token.kind !== 'identifier') return undefined
  switch (token.text) {
    case 'from':
      return parseFrom(parser)
    case 'join':
      return parseJoin(parser, start)
    case 'where': {
      parser.next()
      const condition = parser.rooms.parseExpr(parser)
      return { kind: 'where', condition, start, end: condition.end }
    }
    case 'let': {
      parser.next()
      const name = parser.identifier()
      parser.expect('=')
      const value = parser.rooms.parseExpr(parser)
      return { kind: 'let', name, value, start, end: value.end }
    }
    case 'orderby': {
      parser.next()
      const keys: { key: Expr; descending: boolean }[] = []
      do {
        const key = parser.rooms.parseExpr(parser)
        const descending = parser.isWord('descending')
        if (descending || parser.isWord('ascending')) parser.next()
        keys.push({ key, descending })
      } while (parser.take(','))
      return { kind: 'orderby', keys, start, end: parser.previousEnd() }
    }
    case 'select': {
      parser.next()
      const value = parser.rooms.parseExpr(parser)
      const into = parseInto(parser)
      return { kind: 'select', value, ...(into && { into }), start, end: parser.previousEnd() }
    }
    case 'group': {
      parser.next()
      const value = parser.rooms.parseExpr(parser)
      if (parser.isWord('by')) parser.next()
      else parser.report('CS0743', "Expected contextual keyword 'by'", parser.gap())
      const key = parser.rooms.parseExpr(parser)
      const into = parseInto(parser)
      return { kind: 'group', value, key, ...(into && { into }), start, end: parser.previousEnd() }
    }
    default:
      return undefined
  }
}

function parseInto(parser: Parser): Identifier | undefined {
  if (!parser.isWord('into')) return undefined
  parser.next()
  return parser.identifier()
}

function parseFrom(parser: Parser): QueryClause {
  const start = parser.next().start
  const type = parser.peek().kind === 'identifier' && parser.is('in', 1) ? undefined : parseType(parser, 'any')
  const name = parser.identifier()
  parser.expect('in')
  const source = parser.rooms.parseExpr(parser)
  return { kind: 'from', ...(type && { type }), name, source, start, end: source.end }
}

function parseJoin(parser: Parser, start: number): QueryClause {
  parser.next()
  const name = parser.identifier()
  parser.expect('in')
  const source = parser.rooms.parseExpr(parser)
  if (parser.isWord('on')) parser.next()
  else parser.report('CS0744', "Expected contextual keyword 'on'", parser.gap())
  const left = parser.rooms.parseExpr(parser)
  if (parser.isWord('equals')) parser.next()
  else parser.report('CS0744', "Expected contextual keyword 'equals'", parser.gap())
  const right = parser.rooms.parseExpr(parser)
  const into = parseInto(parser)
  return { kind: 'join', name, source, left, right, ...(into && { into }), start, end: parser.previousEnd() }
}
