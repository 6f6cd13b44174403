import type { Lexed } from '../lex.ts'
import type { BlockStmt, Expr, Identifier, NamedValueUse, Stmt, Token } from '../tree.ts'
import { statementKeywords } from './words.ts'

/** Deeper nesting than this is reported instead of parsed, so that no stack overflows, here or in what walks the tree. */
export const depthLimit = 120
/** So many operators in a row make a tree as deep. */
const chainLimit = 600

export interface Fault {
  readonly code: string
  readonly message: string
  readonly start: number
  readonly end: number
}

interface Spanned {
  readonly start: number
  readonly end: number
}

/** What the rooms of the grammar need of those above them: the way back up, without a cycle of imports. */
export interface Rooms {
  parseBinary(parser: Parser, least: number): Expr
  parseExpr(parser: Parser): Expr
  parseBlock(parser: Parser): BlockStmt
  parseEmbedded(parser: Parser): Stmt
  parseStatement(parser: Parser): Stmt
  parseStatementOnward(parser: Parser): Stmt
}

export interface ParserSettings {
  readonly code: string
  readonly lexed: Lexed
  /** Collected here; those of the holes of a string come together with those around it. */
  readonly faults: Fault[]
  readonly namedValues: NamedValueUse[]
  readonly rooms: Rooms
  /** How deep the code stands in other code. */
  readonly depth?: number
}

/** One pass over one token list; lives as long as the parse. The grammar is the functions of the files beside this one. */
export class Parser {
  readonly settings: ParserSettings
  readonly code: string
  readonly tokens: readonly Token[]
  readonly faults: Fault[]
  readonly rooms: Rooms
  index = 0
  /** The token at which `throw` may stand in for a value: behind `??`, in a branch of `?:`, as the body of a lambda. */
  throwAt = -1
  depth: number
  private overflowed = false

  constructor(settings: ParserSettings) {
    const { code, lexed, faults, namedValues, rooms, depth = 0 } = settings
    this.settings = settings
    this.code = code
    this.tokens = lexed.tokens
    this.faults = faults
    this.rooms = rooms
    this.depth = depth
    faults.push(...lexed.faults)
    namedValues.push(...lexed.namedValues)
  }

  peek(ahead = 0): Token {
    const { tokens } = this
    const at = this.index + ahead
    const token = tokens[at < tokens.length ? at : tokens.length - 1]
    if (!token) throw new Error('A token list ends with an end token.')
    return token
  }

  next(): Token {
    const token = this.peek()
    if (token.kind !== 'end') this.index++
    return token
  }

  previousEnd(): number {
    return this.tokens[this.index - 1]?.end ?? this.tokens[0]?.start ?? 0
  }

  is(text: string, ahead = 0): boolean {
    const token = this.peek(ahead)
    return (token.kind === 'punctuator' || token.kind === 'keyword') && token.text === text
  }

  isWord(text: string, ahead = 0): boolean {
    const token = this.peek(ahead)
    return token.kind === 'identifier' && token.text === text
  }

  take(text: string): boolean {
    if (!this.is(text)) return false
    this.next()
    return true
  }

  adjacent(ahead: number): boolean {
    return this.peek(ahead).end === this.peek(ahead + 1).start
  }

  report(code: string, message: string, at: Spanned): void {
    if (this.overflowed) return
    this.faults.push({ code, message, start: at.start, end: at.end })
  }

  /** The place just after the previous token: where something is missing. */
  gap(): Spanned {
    const end = this.previousEnd()
    return { start: end, end }
  }

  expect(text: string): boolean {
    if (this.take(text)) return true
    const code =
      text === ')' ? 'CS1026' : text === '}' ? 'CS1513' : text === ';' ? 'CS1002' : text === '{' ? 'CS1514' : 'CS1003'
    this.report(code, code === 'CS1003' ? `Syntax error, '${text}' expected` : `${text} expected`, this.gap())
    return false
  }

  identifier(): Identifier {
    const token = this.peek()
    if (token.kind === 'identifier') {
      this.next()
      const { text, start, end } = token
      return { name: text.startsWith('@') ? text.slice(1) : text, start, end }
    }
    if (token.kind === 'keyword' && !token.newlineBefore && !statementKeywords.has(token.text) && this.is('.', -1)) {
      this.report('CS1001', `Identifier expected; '${token.text}' is a keyword`, token)
      this.next()
      return { name: token.text, start: token.start, end: token.end }
    }
    const at = this.gap()
    this.report('CS1001', 'Identifier expected', at)
    return { name: '', ...at }
  }

  deeper<T>(parse: (parser: Parser) => T, otherwise: (at: number) => T): T {
    if (this.depth >= depthLimit) {
      this.report('CS8078', 'An expression is too long or complex to compile', this.peek())
      this.overflowed = true
      const at = this.peek().start
      while (this.peek().kind !== 'end') this.next()
      return otherwise(at)
    }
    this.depth++
    try {
      return parse(this)
    } finally {
      this.depth--
    }
  }

  chainTooLong(count: number): boolean {
    if (count <= chainLimit) return false
    this.report('CS8078', 'An expression is too long or complex to compile', this.peek())
    this.overflowed = true
    while (this.peek().kind !== 'end') this.next()
    return true
  }

  /** Skips a bracketed stretch. */
  skipBalanced(): void {
    let depth = 0
    while (this.peek().kind !== 'end') {
      const token = this.next()
      if (token.kind !== 'punctuator') continue
      if (token.text === '(' || token.text === '[' || token.text === '{') depth++
      else if (token.text === ')' || token.text === ']' || token.text === '}') {
        depth--
        if (depth <= 0) return
      }
    }
  }
}
