import { lex } from '../lex.ts'
import type { Expr, StringPart, Token } from '../tree.ts'
import { missing } from './nodes.ts'
import { Parser } from './parser.ts'

/** The code of one hole of an interpolated string. */
function parseHole(parser: Parser): Expr {
  if (parser.peek().kind === 'end') {
    parser.report('CS1733', 'Expected expression', parser.peek())
    return missing(parser.peek().start)
  }
  const expr = parser.rooms.parseExpr(parser)
  const rest = parser.peek()
  if (rest.kind !== 'end') parser.report('CS1525', `Invalid expression term '${rest.text}'`, rest)
  return expr
}

export function parseInterpolated(parser: Parser, token: Token): Expr {
  const parts: StringPart[] = []
  for (const part of token.parts ?? []) {
    if (part.kind === 'text') {
      parts.push({ kind: 'text', value: part.value })
      continue
    }
    const value = parseWithin(parser, part.start + 1, part.codeEnd)
    const alignment = part.alignment && parseWithin(parser, part.alignment.start, part.alignment.end)
    parts.push({
      kind: 'hole',
      value,
      ...(alignment && { alignment }),
      ...(part.format !== undefined && { format: part.format }),
    })
  }
  return { kind: 'interpolated', parts, start: token.start, end: token.end }
}

function parseWithin(parser: Parser, from: number, to: number): Expr {
  return parser.deeper(() => {
    const lexed = lex(parser.code, from, Math.max(from, to))
    return parseHole(new Parser({ ...parser.settings, lexed, depth: parser.depth }))
  }, missing)
}
