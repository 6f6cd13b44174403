import { lex } from './lex.ts'
import { missing } from './parse/nodes.ts'
import { parseBinary, parseExpr } from './parse/operators.ts'
import { type Fault, Parser, type Rooms } from './parse/parser.ts'
import { parseBlock, parseEmbedded, parseStatement, parseStatementOnward, parseStatements } from './parse/statements.ts'
import { statementKeywords } from './parse/words.ts'
import {
  type BlockStmt,
  type Expr,
  type ExpressionDiagnostic,
  type ExpressionSource,
  type ExpressionTree,
  type NamedValueUse,
  rawSpan,
} from './tree.ts'

const rooms: Rooms = { parseBinary, parseExpr, parseBlock, parseEmbedded, parseStatement, parseStatementOnward }

/** Parses the code of one expression. Never throws: every code has a tree, and mistakes are nodes and diagnostics. */
export function parseExpression(source: ExpressionSource): ExpressionTree {
  const lexed = lex(source.code)
  const faults: Fault[] = []
  const namedValues: NamedValueUse[] = []
  const parser = new Parser({ code: source.code, lexed, faults, namedValues, rooms })
  const root = source.form === 'paren' ? parseWholeExpression(parser) : parseWholeBlock(parser)
  const seen = new Set<string>()
  const diagnostics: ExpressionDiagnostic[] = []
  for (const fault of faults.sort((a, b) => a.start - b.start)) {
    const key = `${fault.start} ${fault.code}`
    if (seen.has(key)) continue
    seen.add(key)
    diagnostics.push({ code: fault.code, severity: 'error', message: fault.message, span: rawSpan(source, fault) })
  }
  return { source, root, tokens: lexed.tokens, namedValues, diagnostics }
}

function parseWholeExpression(parser: Parser): Expr {
  const first = parser.peek()
  if (first.kind === 'end') {
    parser.report('CS1733', 'Expected expression', first)
    return missing(first.start)
  }
  if (first.kind === 'keyword' && statementKeywords.has(first.text) && first.text !== 'throw') {
    parser.report(
      'CS1525',
      `Invalid expression term '${first.text}': '@(…)' holds one expression; statements need '@{…}'.`,
      first,
    )
    while (parser.peek().kind !== 'end') parser.next()
    return missing(first.start)
  }
  const expr = parseExpr(parser)
  const rest = parser.peek()
  if (rest.kind !== 'end') {
    if (rest.text === ';')
      parser.report('CS1026', ") expected: '@(…)' holds one expression, without a semicolon.", rest)
    else parser.report('CS1026', `) expected: '${rest.text}' cannot follow the expression.`, rest)
    while (parser.peek().kind !== 'end') parser.next()
  }
  return expr
}

function parseWholeBlock(parser: Parser): BlockStmt {
  const statements = parseStatements(parser)
  return { kind: 'block', statements, start: 0, end: parser.code.length }
}
