import { type Lexed, lex } from './lex.ts'
import {
  type Argument,
  type BlockStmt,
  type CatchClause,
  type Expr,
  type ExpressionDiagnostic,
  type ExpressionSource,
  type ExpressionTree,
  type Identifier,
  type Initializer,
  type InitializerElement,
  type LocalStmt,
  type NamedValueUse,
  type Parameter,
  type Pattern,
  type QueryClause,
  rawSpan,
  type Stmt,
  type StringPart,
  type SwitchSection,
  type Token,
  type TypeSyntax,
} from './tree.ts'

/** Deeper nesting than this is reported instead of parsed, so that no stack overflows, here or in what walks the tree. */
const depthLimit = 120
/** So many operators in a row make a tree as deep. */
const chainLimit = 600

/** Parses the code of one expression. Never throws: every code has a tree, and mistakes are nodes and diagnostics. */
export function parseExpression(source: ExpressionSource): ExpressionTree {
  const lexed = lex(source.code)
  const faults: Fault[] = []
  const namedValues: NamedValueUse[] = []
  const parser = new Parser(source.code, lexed, faults, namedValues)
  const root = source.form === 'paren' ? parser.parseWholeExpression() : parser.parseWholeBlock()
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

interface Fault {
  readonly code: string
  readonly message: string
  readonly start: number
  readonly end: number
}

interface Spanned {
  readonly start: number
  readonly end: number
}

const predefined = new Set(
  'bool byte char decimal double float int long object sbyte short string uint ulong ushort void'.split(' '),
)

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

/** What may follow a type argument list for `a<b>` to be a generic name (C# specification, 7.6.4.2 Grammar ambiguities). */
const afterTypeArguments = new Set('( ) ] } : ; , . ? == != | ^ && || & ['.split(' '))

const statementKeywords = new Set(
  'break case catch const continue do finally for foreach goto if lock return switch throw try using while fixed else'.split(
    ' ',
  ),
)

/** One pass over one token list; lives as long as the parse. */
class Parser {
  private readonly code: string
  private readonly tokens: Token[]
  private readonly faults: Fault[]
  private readonly namedValues: NamedValueUse[]
  private index = 0
  private depth: number
  private overflowed = false

  constructor(code: string, lexed: Lexed, faults: Fault[], namedValues: NamedValueUse[], depth = 0) {
    this.code = code
    this.tokens = lexed.tokens
    this.faults = faults
    this.namedValues = namedValues
    this.depth = depth
    faults.push(...lexed.faults)
    namedValues.push(...lexed.namedValues)
  }

  parseWholeExpression(): Expr {
    const first = this.peek()
    if (first.kind === 'end') {
      this.report('CS1733', 'Expected expression', first)
      return missing(first.start)
    }
    if (first.kind === 'keyword' && statementKeywords.has(first.text) && first.text !== 'throw') {
      this.report(
        'CS1525',
        `Invalid expression term '${first.text}': '@(…)' holds one expression; statements need '@{…}'.`,
        first,
      )
      while (this.peek().kind !== 'end') this.next()
      return missing(first.start)
    }
    const expr = this.parseExpr()
    const rest = this.peek()
    if (rest.kind !== 'end') {
      if (rest.text === ';')
        this.report('CS1026', ") expected: '@(…)' holds one expression, without a semicolon.", rest)
      else this.report('CS1026', `) expected: '${rest.text}' cannot follow the expression.`, rest)
      while (this.peek().kind !== 'end') this.next()
    }
    return expr
  }

  parseWholeBlock(): BlockStmt {
    const statements = this.parseStatements()
    return { kind: 'block', statements, start: 0, end: this.code.length }
  }

  /** The code of one hole of an interpolated string. */
  parseHole(): Expr {
    if (this.peek().kind === 'end') {
      this.report('CS1733', 'Expected expression', this.peek())
      return missing(this.peek().start)
    }
    const expr = this.parseExpr()
    const rest = this.peek()
    if (rest.kind !== 'end') this.report('CS1525', `Invalid expression term '${rest.text}'`, rest)
    return expr
  }

  // Tokens

  private peek(ahead = 0): Token {
    const token = this.tokens[Math.min(this.index + ahead, this.tokens.length - 1)]
    if (!token) throw new Error('A token list ends with an end token.')
    return token
  }

  private next(): Token {
    const token = this.peek()
    if (token.kind !== 'end') this.index++
    return token
  }

  private previousEnd(): number {
    return this.tokens[this.index - 1]?.end ?? this.tokens[0]?.start ?? 0
  }

  private is(text: string, ahead = 0): boolean {
    const token = this.peek(ahead)
    return token.text === text && (token.kind === 'punctuator' || token.kind === 'keyword')
  }

  private isWord(text: string, ahead = 0): boolean {
    const token = this.peek(ahead)
    return token.kind === 'identifier' && token.text === text
  }

  private take(text: string): boolean {
    if (!this.is(text)) return false
    this.next()
    return true
  }

  private adjacent(ahead: number): boolean {
    return this.peek(ahead).end === this.peek(ahead + 1).start
  }

  private report(code: string, message: string, at: Spanned): void {
    if (this.overflowed) return
    this.faults.push({ code, message, start: at.start, end: at.end })
  }

  /** The place just after the previous token: where something is missing. */
  private gap(): Spanned {
    const end = this.previousEnd()
    return { start: end, end }
  }

  private expect(text: string): boolean {
    if (this.take(text)) return true
    const code =
      text === ')' ? 'CS1026' : text === '}' ? 'CS1513' : text === ';' ? 'CS1002' : text === '{' ? 'CS1514' : 'CS1003'
    this.report(code, code === 'CS1003' ? `Syntax error, '${text}' expected` : `${text} expected`, this.gap())
    return false
  }

  private identifier(): Identifier {
    const token = this.peek()
    if (token.kind === 'identifier') {
      this.next()
      return { name: token.text.replace(/^@/, ''), start: token.start, end: token.end }
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

  private deeper<T>(parse: () => T, otherwise: (at: number) => T): T {
    if (this.depth >= depthLimit) {
      this.report('CS8078', 'An expression is too long or complex to compile', this.peek())
      this.overflowed = true
      const at = this.peek().start
      while (this.peek().kind !== 'end') this.next()
      return otherwise(at)
    }
    this.depth++
    try {
      return parse()
    } finally {
      this.depth--
    }
  }

  private chainTooLong(count: number): boolean {
    if (count <= chainLimit) return false
    this.report('CS8078', 'An expression is too long or complex to compile', this.peek())
    this.overflowed = true
    while (this.peek().kind !== 'end') this.next()
    return true
  }

  // Expressions

  private parseExpr(): Expr {
    return this.deeper(() => this.parseAssignment(), missing)
  }

  private parseAssignment(): Expr {
    const start = this.peek().start
    const lambda = this.tryLambda()
    if (lambda) return lambda
    if (this.is('throw')) {
      this.next()
      const value = this.parseExpr()
      return { kind: 'throw', value, start, end: value.end }
    }
    if (this.is('ref')) {
      this.next()
      const inner = this.parseExpr()
      return { kind: 'ref', inner, start, end: inner.end }
    }
    if (this.startsQuery()) return this.parseQuery()
    const left = this.parseConditional()
    const operator = this.assignmentOperator()
    if (!operator) return left
    if (operator.text === '??=') this.report('CS8370', "'??=' needs C# 8.", operator)
    if (!isAssignable(left)) {
      this.report('CS0131', 'The left-hand side of an assignment must be a variable, property or indexer', left)
    }
    const value = this.parseExpr()
    return { kind: 'assignment', operator: operator.text, target: left, value, start: left.start, end: value.end }
  }

  private assignmentOperator(): { text: string; start: number; end: number } | undefined {
    const token = this.peek()
    if (token.kind !== 'punctuator') return undefined
    if (assignments.has(token.text)) {
      this.next()
      return token
    }
    if (this.is('>') && this.is('>', 1) && this.is('=', 2) && this.adjacent(0) && this.adjacent(1)) {
      this.next()
      this.next()
      const last = this.next()
      return { text: '>>=', start: token.start, end: last.end }
    }
    return undefined
  }

  private parseConditional(): Expr {
    const condition = this.parseBinary(1)
    if (!this.is('?')) return condition
    this.next()
    const whenTrue = this.parseExpr()
    this.expect(':')
    const whenFalse = this.parseExpr()
    return { kind: 'conditional', condition, whenTrue, whenFalse, start: condition.start, end: whenFalse.end }
  }

  /** The binary operator at the cursor and how many tokens make it. */
  private binaryOperator(): { text: string; width: number; precedence: number } | undefined {
    const token = this.peek()
    if (token.kind !== 'punctuator' && token.text !== 'is' && token.text !== 'as') return undefined
    let text = token.text
    let width = 1
    if (text === '>') {
      if (this.is('>', 1) && this.adjacent(0)) {
        if (this.is('=', 2) && this.adjacent(1)) return undefined
        text = '>>'
        width = 2
      } else if (this.is('=', 1) && this.adjacent(0)) {
        text = '>='
        width = 2
      }
    }
    const precedence = Object.hasOwn(precedences, text) ? precedences[text] : undefined
    return precedence === undefined ? undefined : { text, width, precedence }
  }

  private parseBinary(least: number): Expr {
    let left = this.parseUnary()
    for (let count = 0; ; count++) {
      const operator = this.binaryOperator()
      if (!operator || operator.precedence < least || this.chainTooLong(count)) return left
      const from = this.peek()
      for (let width = 0; width < operator.width; width++) this.next()
      if (operator.text === 'is') {
        const pattern = this.parsePattern()
        left = { kind: 'is', operand: left, pattern, start: left.start, end: pattern.end }
      } else if (operator.text === 'as') {
        const type = this.parseType('operand')
        left = { kind: 'as', operand: left, type, start: left.start, end: type.end }
      } else {
        const right = this.deeper<Expr>(() => {
          if (operator.text === '??' && this.is('throw')) return this.parseAssignment()
          const lambda = operator.text === '??' ? this.tryLambda() : undefined
          return lambda ?? this.parseBinary(operator.text === '??' ? operator.precedence : operator.precedence + 1)
        }, missing)
        if (right.kind === 'missing' && right.start === right.end && right.start < from.end) return left
        left = { kind: 'binary', operator: operator.text, left, right, start: left.start, end: right.end }
      }
    }
  }

  private parsePattern(): Pattern {
    const token = this.peek()
    const start = token.start
    if (this.isWord('not') && !this.isPatternEnd(1)) {
      this.report('CS8370', "'is not' needs C# 9; write '!(… is …)'.", token)
      this.next()
      return this.parsePattern()
    }
    if (this.is('{')) {
      this.report('CS8370', 'Property patterns need C# 8.', token)
      this.skipBalanced()
      return {
        kind: 'constant-pattern',
        value: unsupported('property pattern', start, this.previousEnd()),
        start,
        end: this.previousEnd(),
      }
    }
    if (this.is('<') || this.is('>') || this.is('<=')) {
      this.report('CS8370', 'Relational patterns need C# 9.', token)
      this.next()
      if (this.is('=')) this.next()
      const value = this.parseBinary(9)
      return {
        kind: 'constant-pattern',
        value: unsupported('relational pattern', start, value.end),
        start,
        end: value.end,
      }
    }
    if (this.isWord('var') && this.peek(1).kind === 'identifier') {
      this.next()
      const name = this.identifier()
      return { kind: 'var-pattern', name, start, end: name.end }
    }
    const typeEnd = this.scanType(this.index, 'operand')
    if (typeEnd !== undefined && (token.kind === 'identifier' || predefined.has(token.text))) {
      const after = this.tokens[typeEnd]
      const isDesignator =
        after?.kind === 'identifier' &&
        !after.newlineBefore &&
        after.text !== 'when' &&
        after.text !== 'and' &&
        after.text !== 'or'
      const isWhole = after !== undefined && after.text !== '(' && !['+', '-', '*', '/', '%', '<<'].includes(after.text)
      if (isDesignator || isWhole) {
        const type = this.parseType('operand')
        if (isDesignator) {
          const name = this.identifier()
          return { kind: 'declaration-pattern', type, name, start, end: name.end }
        }
        this.patternCombinator()
        if (this.is('{')) {
          this.report('CS8370', 'Property patterns need C# 8.', this.peek())
          this.skipBalanced()
        }
        return { kind: 'type-pattern', type, start, end: type.end }
      }
    }
    const value = this.parseBinary(9)
    this.patternCombinator()
    return { kind: 'constant-pattern', value, start, end: value.end }
  }

  private isPatternEnd(ahead: number): boolean {
    const token = this.peek(ahead)
    return (
      token.kind === 'end' ||
      (token.kind === 'punctuator' && token.text !== '(' && token.text !== '{' && token.text !== '-')
    )
  }

  private patternCombinator(): void {
    while ((this.isWord('and') || this.isWord('or')) && !this.isPatternEnd(1)) {
      this.report('CS8370', "'and' and 'or' patterns need C# 9.", this.peek())
      this.next()
      this.parsePattern()
    }
  }

  private parseUnary(): Expr {
    return this.deeper(() => this.parseUnaryHere(), missing)
  }

  private parseUnaryHere(): Expr {
    const token = this.peek()
    const start = token.start
    if (token.kind === 'punctuator') {
      if (['+', '-', '!', '~', '++', '--'].includes(token.text)) {
        this.next()
        const operand = this.parseUnary()
        return { kind: 'unary', operator: token.text, operand, start, end: operand.end }
      }
      if (token.text === '^') {
        this.next()
        const operand = this.parseUnary()
        this.report('CS8370', "Indexes from the end ('^1') need C# 8.", { start, end: operand.end })
        return unsupported('index from the end', start, operand.end)
      }
      if (token.text === '(' && this.startsCast()) {
        this.next()
        const type = this.parseType('any')
        this.expect(')')
        const operand = this.parseUnary()
        return { kind: 'cast', type, operand, start, end: operand.end }
      }
    }
    if (this.isWord('await') && this.startsOperand(this.peek(1)) && !this.is('(', 1)) {
      this.next()
      const inner = this.parseUnary()
      return { kind: 'await', inner, start, end: inner.end }
    }
    return this.parsePostfix(this.parsePrimary())
  }

  private parsePostfix(primary: Expr): Expr {
    let left = primary
    for (let count = 0; ; count++) {
      if (this.chainTooLong(count)) return left
      if (this.is('?') && this.startsConditionalAccess()) {
        this.next()
        const receiver: Expr = { kind: 'receiver', start: left.end, end: left.end }
        const access = this.deeper(() => this.parseAccessChain(receiver), missing)
        left = { kind: 'conditional-access', target: left, access, start: left.start, end: access.end }
        continue
      }
      const further = this.parseAccess(left)
      if (further) left = further
      else if ((this.is('++') || this.is('--')) && !this.peek().newlineBefore) {
        const operator = this.next()
        left = { kind: 'postfix', operator: operator.text, operand: left, start: left.start, end: operator.end }
      } else if (this.is('!') && !this.is('=', 1) && this.isNullForgiving()) {
        this.report('CS8370', "The '!' after a value needs C# 8.", this.next())
      } else if (this.is('switch') && this.is('{', 1) && left.kind !== 'missing') {
        this.report('CS8370', "'switch' expressions need C# 8.", this.next())
        this.skipBalanced()
        left = unsupported('switch expression', left.start, this.previousEnd())
      } else if (this.isWord('with') && this.is('{', 1)) {
        this.report('CS8370', "'with' expressions need C# 9.", this.next())
        this.skipBalanced()
        left = unsupported('with expression', left.start, this.previousEnd())
      } else if (this.is('..')) {
        this.report('CS8370', "Ranges ('..') need C# 8.", this.next())
        if (this.startsOperand(this.peek())) this.parseUnary()
        left = unsupported('range', left.start, this.previousEnd())
      } else return left
    }
  }

  private isNullForgiving(): boolean {
    const after = this.peek(1)
    return (
      after.kind === 'end' ||
      (after.kind === 'punctuator' && ['.', ')', '[', ';', ',', '}', ']', '?', '??', '==', '+'].includes(after.text))
    )
  }

  private startsConditionalAccess(): boolean {
    if (this.is('.', 1)) return true
    return this.is('[', 1) && this.adjacent(0)
  }

  /** The accesses after a `?`: `.a.b[c](d)`, up to the end of the chain. */
  private parseAccessChain(receiver: Expr): Expr {
    let left = this.parseAccess(receiver) ?? receiver
    for (let count = 0; ; count++) {
      if (this.chainTooLong(count)) return left
      if (this.is('?') && this.startsConditionalAccess()) {
        this.next()
        const inner: Expr = { kind: 'receiver', start: left.end, end: left.end }
        const access = this.deeper(() => this.parseAccessChain(inner), missing)
        return { kind: 'conditional-access', target: left, access, start: left.start, end: access.end }
      }
      const further = this.parseAccess(left)
      if (!further) return left
      left = further
    }
  }

  private parseAccess(left: Expr): Expr | undefined {
    if (this.is('.') || this.is('->') || this.is('::')) {
      this.next()
      const token = this.peek()
      // `a.` before a statement on the next line: the member name is what is missing, not the statement.
      const nextLineStarts =
        token.newlineBefore &&
        (token.kind === 'keyword'
          ? true
          : token.kind === 'identifier' && this.peek(1).kind === 'identifier' && !this.peek(1).newlineBefore)
      const name = nextLineStarts ? this.missingName() : this.identifier()
      const typeArgs = name.name === '' ? undefined : this.tryTypeArguments()
      return {
        kind: 'member',
        target: left,
        name,
        ...(typeArgs && { typeArgs }),
        start: left.start,
        end: this.previousEnd(),
      }
    }
    if (this.is('(')) {
      const args = this.parseArguments(')')
      return { kind: 'invocation', callee: left, args, start: left.start, end: this.previousEnd() }
    }
    if (this.is('[')) {
      const args = this.parseArguments(']')
      if (args.length === 0) this.report('CS0443', 'Syntax error; value expected', this.gap())
      return { kind: 'element', target: left, args, start: left.start, end: this.previousEnd() }
    }
    return undefined
  }

  private missingName(): Identifier {
    const at = this.gap()
    this.report('CS1001', 'Identifier expected', at)
    return { name: '', ...at }
  }

  private parseArguments(close: ')' | ']'): Argument[] {
    this.next()
    const args: Argument[] = []
    while (!this.is(close) && this.peek().kind !== 'end') {
      const before = this.index
      args.push(this.parseArgument())
      if (this.take(',')) {
        if (this.is(close)) this.report('CS1525', `Invalid expression term '${close}'`, this.peek())
        continue
      }
      if (this.is(close)) break
      if (this.index === before || !this.startsOperand(this.peek()) || this.peek().newlineBefore) break
      this.report('CS1003', "Syntax error, ',' expected", this.gap())
    }
    this.expectClose(close)
    return args
  }

  private expectClose(close: ')' | ']'): void {
    if (this.take(close)) return
    this.expect(close)
  }

  private parseArgument(): Argument {
    const start = this.peek().start
    let name: Identifier | undefined
    if (this.peek().kind === 'identifier' && this.is(':', 1)) {
      name = this.identifier()
      this.next()
    }
    let modifier: Argument['modifier']
    if (this.is('out') || this.is('ref') || this.is('in')) modifier = this.next().text as Argument['modifier']
    let value: Expr
    if (modifier === 'out') {
      const declaration = this.tryDeclarationExpr()
      value = declaration ?? this.parseExpr()
    } else value = this.parseExpr()
    return { ...(name && { name }), ...(modifier && { modifier }), value, start, end: value.end }
  }

  /** `var x`, `int x`, `out _` is a name. */
  private tryDeclarationExpr(): Expr | undefined {
    const end = this.scanType(this.index, 'any')
    if (end === undefined || this.tokens[end]?.kind !== 'identifier') return undefined
    const type = this.parseType('any')
    const name = this.identifier()
    return { kind: 'declaration', type, name, start: type.start, end: name.end }
  }

  private parsePrimary(): Expr {
    const token = this.peek()
    const { start, end } = token
    switch (token.kind) {
      case 'number':
      case 'string':
      case 'char':
        this.next()
        if (token.literal) return { kind: 'literal', literal: token.literal, start, end }
        return missing(start)
      case 'interpolated':
        this.next()
        return this.parseInterpolated(token)
      case 'named-value':
        this.next()
        return { kind: 'named-value', name: token.text.slice(2, -2).trim(), start, end }
      case 'identifier':
        return this.parseName()
      case 'keyword':
        return this.parseKeyword(token)
      case 'punctuator':
        if (token.text === '(') return this.parseParenthesized()
        if (token.text === '[') {
          this.skipBalanced()
          this.report('CS8370', 'Collection expressions need C# 12.', { start, end: this.previousEnd() })
          return unsupported('collection expression', start, this.previousEnd())
        }
        break
      case 'bad':
        this.next()
        return unsupported('unexpected character', start, end)
      default:
    }
    return this.invalidTerm()
  }

  private invalidTerm(): Expr {
    const token = this.peek()
    if (token.kind === 'end') this.report('CS1733', 'Expected expression', this.gap())
    else this.report('CS1525', `Invalid expression term '${token.text}'`, token)
    return missing(this.previousEnd())
  }

  private parseName(): Expr {
    const token = this.peek()
    if (token.text === 'nameof' || token.text === 'var' || token.text === '_') {
      this.next()
      return { kind: 'name', name: token.text, start: token.start, end: token.end }
    }
    const name = this.identifier()
    const typeArgs = this.tryTypeArguments()
    return { kind: 'name', name: name.name, ...(typeArgs && { typeArgs }), start: name.start, end: this.previousEnd() }
  }

  private parseKeyword(token: Token): Expr {
    const { start, end } = token
    if (token.literal) {
      this.next()
      return { kind: 'literal', literal: token.literal, start, end }
    }
    if (predefined.has(token.text)) {
      const next = this.peek(1)
      if (next.text !== '.' && next.text !== '::')
        this.report('CS1525', `Invalid expression term '${token.text}'`, token)
      this.next()
      return { kind: 'type-expression', type: { kind: 'predefined-type', keyword: token.text, start, end }, start, end }
    }
    switch (token.text) {
      case 'new':
        return this.parseNew()
      case 'typeof': {
        this.next()
        this.expect('(')
        const type = this.parseType('any')
        this.expect(')')
        return { kind: 'typeof', type, start, end: this.previousEnd() }
      }
      case 'sizeof': {
        this.next()
        this.expect('(')
        this.parseType('any')
        this.expect(')')
        return unsupported('sizeof', start, this.previousEnd())
      }
      case 'default': {
        this.next()
        if (!this.is('(')) return { kind: 'default', start, end }
        this.next()
        const type = this.parseType('any')
        this.expect(')')
        return { kind: 'default', type, start, end: this.previousEnd() }
      }
      case 'checked':
      case 'unchecked': {
        this.next()
        this.expect('(')
        const inner = this.parseExpr()
        this.expect(')')
        return { kind: 'checked', checked: token.text === 'checked', inner, start, end: this.previousEnd() }
      }
      case 'delegate': {
        this.next()
        const parameters = this.is('(') ? this.parseParameters() : []
        const body = this.parseBlock()
        return { kind: 'lambda', parameters, body, start, end: body.end }
      }
      case 'this':
      case 'base':
        this.next()
        return { kind: 'name', name: token.text, start, end }
      case 'stackalloc': {
        this.next()
        this.parseType('any')
        if (this.is('[')) this.skipBalanced()
        return unsupported('stackalloc', start, this.previousEnd())
      }
      default:
        return this.invalidTerm()
    }
  }

  private parseParenthesized(): Expr {
    const start = this.next().start
    if (this.is(')')) {
      this.report('CS1525', "Invalid expression term ')'", this.peek())
      this.next()
      return { kind: 'parenthesized', inner: missing(start + 1), start, end: this.previousEnd() }
    }
    const elements: Argument[] = []
    const first = this.parseTupleElement()
    elements.push(first)
    while (this.take(',')) elements.push(this.parseTupleElement())
    this.expect(')')
    const end = this.previousEnd()
    if (elements.length > 1 || first.name) return { kind: 'tuple', elements, start, end }
    return { kind: 'parenthesized', inner: first.value, start, end }
  }

  private parseTupleElement(): Argument {
    const start = this.peek().start
    let name: Identifier | undefined
    if (this.peek().kind === 'identifier' && this.is(':', 1)) {
      name = this.identifier()
      this.next()
    }
    const designation = this.scanType(this.index, 'any')
    const after = designation === undefined ? undefined : this.tokens[designation]
    const follows = designation === undefined ? undefined : this.tokens[designation + 1]?.text
    const value =
      after?.kind === 'identifier' &&
      !after.newlineBefore &&
      (follows === ',' || follows === ')') &&
      !['is', 'as'].includes(after.text)
        ? (this.tryDeclarationExpr() ?? this.parseExpr())
        : this.parseExpr()
    return { ...(name && { name }), value, start, end: value.end }
  }

  private parseNew(): Expr {
    const start = this.next().start
    if (this.is('{')) return this.parseAnonymous(start)
    if (this.is('[')) {
      let rank = 1
      this.next()
      while (this.take(',')) rank++
      this.expect(']')
      if (rank > 1)
        this.report('CS8370', 'Arrays of more than one dimension are not supported here.', {
          start,
          end: this.previousEnd(),
        })
      const initializer = this.parseInitializer()
      return { kind: 'new-array', element: undefined, sizes: [], initializer, start, end: this.previousEnd() }
    }
    if (this.is('(')) {
      const end = this.scanTupleTypeEnd(this.index)
      if (end === undefined || (this.tokens[end]?.text !== '(' && this.tokens[end]?.text !== '[')) {
        this.report('CS8370', "'new()' without a type needs C# 9.", { start, end: start + 3 })
        this.parseArguments(')')
        if (this.is('{')) this.skipBalanced()
        return unsupported('target-typed new', start, this.previousEnd())
      }
    }
    const type = this.parseType('new')
    if (this.is('[')) return this.parseNewArray(type, start)
    if (type.kind === 'array-type') {
      const initializer = this.is('{') ? this.parseInitializer() : undefined
      return {
        kind: 'new-array',
        element: type.element,
        sizes: [],
        ...(initializer && { initializer }),
        start,
        end: this.previousEnd(),
      }
    }
    const args = this.is('(') ? this.parseArguments(')') : undefined
    const initializer = this.is('{') ? this.parseInitializer() : undefined
    if (!args && !initializer)
      this.report('CS1526', 'A new expression requires an argument list or (), [], or {} after type', this.gap())
    return { kind: 'new', type, args: args ?? [], ...(initializer && { initializer }), start, end: this.previousEnd() }
  }

  private parseNewArray(element: TypeSyntax, start: number): Expr {
    this.next()
    const sizes: Expr[] = []
    if (this.is(']')) this.next()
    else {
      do sizes.push(this.parseExpr())
      while (this.take(','))
      this.expect(']')
    }
    let type = element
    while (this.is('[') && (this.is(']', 1) || this.is(',', 1))) {
      this.next()
      let rank = 1
      while (this.take(',')) rank++
      this.expect(']')
      type = { kind: 'array-type', element: type, rank, start: type.start, end: this.previousEnd() }
    }
    const initializer = this.is('{') ? this.parseInitializer() : undefined
    if (sizes.length === 0 && !initializer)
      this.report('CS1586', 'Array creation must have array size or array initializer', {
        start,
        end: this.previousEnd(),
      })
    return {
      kind: 'new-array',
      element: type,
      sizes,
      ...(initializer && { initializer }),
      start,
      end: this.previousEnd(),
    }
  }

  private parseAnonymous(start: number): Expr {
    this.next()
    const members: { name: Identifier; value: Expr }[] = []
    while (!this.is('}') && this.peek().kind !== 'end') {
      const before = this.index
      if (this.peek().kind === 'identifier' && this.is('=', 1)) {
        const name = this.identifier()
        this.next()
        members.push({ name, value: this.parseExpr() })
      } else {
        const value = this.parseExpr()
        members.push({ name: projectedName(value), value })
      }
      if (!this.take(',') && !this.is('}')) {
        this.report('CS1003', "Syntax error, ',' expected", this.gap())
        if (this.index === before) break
        if (this.peek().newlineBefore && this.peek().kind === 'keyword') break
      }
    }
    this.expect('}')
    return { kind: 'new-anonymous', members, start, end: this.previousEnd() }
  }

  private parseInitializer(): Initializer {
    const start = this.peek().start
    if (!this.expect('{')) return { elements: [], start, end: start }
    const elements: InitializerElement[] = []
    while (!this.is('}') && this.peek().kind !== 'end') {
      const before = this.index
      elements.push(
        this.deeper(
          () => this.parseInitializerElement(),
          (at): InitializerElement => ({ kind: 'value', value: missing(at), start: at, end: at }),
        ),
      )
      if (!this.take(',') && !this.is('}')) {
        this.report('CS1003', "Syntax error, ',' expected", this.gap())
        if (this.index === before || this.is(';')) break
      }
    }
    this.expect('}')
    return { elements, start, end: this.previousEnd() }
  }

  private parseInitializerElement(): InitializerElement {
    const start = this.peek().start
    if (this.is('{')) {
      this.next()
      const args: Expr[] = []
      while (!this.is('}') && this.peek().kind !== 'end') {
        const before = this.index
        args.push(this.is('{') ? this.parseArrayInitializer() : this.parseExpr())
        if (!this.take(',') && this.index === before) break
        if (!this.is('}') && this.tokens[this.index - 1]?.text !== ',') break
      }
      this.expect('}')
      return { kind: 'add', args, start, end: this.previousEnd() }
    }
    if (this.is('[')) {
      const args = this.parseArguments(']')
      this.expect('=')
      const value = this.parseInitializerValue()
      return { kind: 'index', args, value, start, end: this.previousEnd() }
    }
    if (this.peek().kind === 'identifier' && this.is('=', 1)) {
      const name = this.identifier()
      this.next()
      const value = this.parseInitializerValue()
      return { kind: 'member', name, value, start, end: this.previousEnd() }
    }
    const value = this.parseExpr()
    return { kind: 'value', value, start, end: value.end }
  }

  private parseInitializerValue():
    | Expr
    | { kind: 'nested-initializer'; initializer: Initializer; start: number; end: number } {
    if (!this.is('{')) return this.parseExpr()
    const initializer = this.parseInitializer()
    return { kind: 'nested-initializer', initializer, start: initializer.start, end: initializer.end }
  }

  private parseArrayInitializer(): Expr {
    const initializer = this.parseInitializer()
    return { kind: 'array-initializer', initializer, start: initializer.start, end: initializer.end }
  }

  private parseInterpolated(token: Token): Expr {
    const parts: StringPart[] = []
    for (const part of token.parts ?? []) {
      if (part.kind === 'text') {
        parts.push({ kind: 'text', value: part.value })
        continue
      }
      const value = this.parseWithin(part.start + 1, part.codeEnd)
      const alignment = part.alignment && this.parseWithin(part.alignment.start, part.alignment.end)
      parts.push({
        kind: 'hole',
        value,
        ...(alignment && { alignment }),
        ...(part.format !== undefined && { format: part.format }),
      })
    }
    return { kind: 'interpolated', parts, start: token.start, end: token.end }
  }

  private parseWithin(from: number, to: number): Expr {
    return this.deeper(() => {
      const lexed = lex(this.code, from, Math.max(from, to))
      return new Parser(this.code, lexed, this.faults, this.namedValues, this.depth).parseHole()
    }, missing)
  }

  private tryLambda(): Expr | undefined {
    const from = this.index
    const start = this.peek().start
    if (
      this.isWord('async') &&
      (this.peek(1).kind === 'identifier' || this.is('(', 1)) &&
      this.lambdaAt(this.index + 1)
    )
      this.next()
    if (!this.lambdaAt(this.index)) {
      this.index = from
      return undefined
    }
    let parameters: Parameter[]
    if (this.is('(')) parameters = this.parseParameters()
    else {
      const name = this.identifier()
      parameters = [{ name, start: name.start, end: name.end }]
    }
    this.expect('=>')
    const body = this.is('{') ? this.parseBlock() : this.parseExpr()
    return { kind: 'lambda', parameters, body, start, end: body.end }
  }

  private lambdaAt(index: number): boolean {
    const token = this.tokens[index]
    if (!token) return false
    if (token.kind === 'identifier') return this.tokens[index + 1]?.text === '=>'
    if (token.text !== '(') return false
    let depth = 0
    for (let at = index; at < this.tokens.length; at++) {
      const inner = this.tokens[at]
      if (inner?.kind === 'end' || inner?.text === ';' || inner?.text === '{') return false
      if (inner?.kind !== 'punctuator') continue
      if (inner.text === '(') depth++
      else if (inner.text === ')' && --depth === 0) return this.tokens[at + 1]?.text === '=>'
    }
    return false
  }

  private parseParameters(): Parameter[] {
    this.expect('(')
    const parameters: Parameter[] = []
    while (!this.is(')') && this.peek().kind !== 'end') {
      const before = this.index
      const start = this.peek().start
      let modifier: string | undefined
      while (this.is('ref') || this.is('out') || this.is('in') || this.is('params') || this.is('this'))
        modifier = this.next().text
      let type: TypeSyntax | undefined
      const typeEnd = this.scanType(this.index, 'any')
      if (typeEnd !== undefined && this.tokens[typeEnd]?.kind === 'identifier') type = this.parseType('any')
      const name = this.identifier()
      const value = this.take('=') ? this.parseExpr() : undefined
      parameters.push({
        name,
        ...(type && { type }),
        ...(modifier && { modifier }),
        ...(value && { default: value }),
        start,
        end: this.previousEnd(),
      })
      if (!this.take(',') && !this.is(')')) {
        this.report('CS1003', "Syntax error, ',' expected", this.gap())
        if (this.index === before) break
      }
    }
    this.expect(')')
    return parameters
  }

  private startsQuery(): boolean {
    if (!this.isWord('from')) return false
    if (this.peek(1).kind === 'identifier' && this.is('in', 2)) return true
    const end = this.scanType(this.index + 1, 'any')
    return end !== undefined && this.tokens[end]?.kind === 'identifier' && this.tokens[end + 1]?.text === 'in'
  }

  private parseQuery(): Expr {
    const start = this.peek().start
    const clauses: QueryClause[] = [this.parseFrom()]
    for (;;) {
      const clause = this.parseQueryClause()
      if (!clause) {
        this.report('CS0742', 'A query body must end with a select clause or a group clause', this.gap())
        break
      }
      clauses.push(clause)
      if ((clause.kind === 'select' || clause.kind === 'group') && !clause.into) break
    }
    return { kind: 'query', clauses, start, end: this.previousEnd() }
  }

  private parseQueryClause(): QueryClause | undefined {
    const token = this.peek()
    const start = token.start
    if (token.kind !== 'identifier') return undefined
    switch (token.text) {
      case 'from':
        return this.parseFrom()
      case 'join':
        return this.parseJoin(start)
      case 'where': {
        this.next()
        const condition = this.parseExpr()
        return { kind: 'where', condition, start, end: condition.end }
      }
      case 'let': {
        this.next()
        const name = this.identifier()
        this.expect('=')
        const value = this.parseExpr()
        return { kind: 'let', name, value, start, end: value.end }
      }
      case 'orderby': {
        this.next()
        const keys: { key: Expr; descending: boolean }[] = []
        do {
          const key = this.parseExpr()
          const descending = this.isWord('descending')
          if (descending || this.isWord('ascending')) this.next()
          keys.push({ key, descending })
        } while (this.take(','))
        return { kind: 'orderby', keys, start, end: this.previousEnd() }
      }
      case 'select': {
        this.next()
        const value = this.parseExpr()
        const into = this.parseInto()
        return { kind: 'select', value, ...(into && { into }), start, end: this.previousEnd() }
      }
      case 'group': {
        this.next()
        const value = this.parseExpr()
        if (this.isWord('by')) this.next()
        else this.report('CS0743', "Expected contextual keyword 'by'", this.gap())
        const key = this.parseExpr()
        const into = this.parseInto()
        return { kind: 'group', value, key, ...(into && { into }), start, end: this.previousEnd() }
      }
      default:
        return undefined
    }
  }

  private parseInto(): Identifier | undefined {
    if (!this.isWord('into')) return undefined
    this.next()
    return this.identifier()
  }

  private parseFrom(): QueryClause {
    const start = this.next().start
    const type = this.peek().kind === 'identifier' && this.is('in', 1) ? undefined : this.parseType('any')
    const name = this.identifier()
    this.expect('in')
    const source = this.parseExpr()
    return { kind: 'from', ...(type && { type }), name, source, start, end: source.end }
  }

  private parseJoin(start: number): QueryClause {
    this.next()
    const name = this.identifier()
    this.expect('in')
    const source = this.parseExpr()
    if (this.isWord('on')) this.next()
    else this.report('CS0744', "Expected contextual keyword 'on'", this.gap())
    const left = this.parseExpr()
    if (this.isWord('equals')) this.next()
    else this.report('CS0744', "Expected contextual keyword 'equals'", this.gap())
    const right = this.parseExpr()
    const into = this.parseInto()
    return { kind: 'join', name, source, left, right, ...(into && { into }), start, end: this.previousEnd() }
  }

  // Types

  /**
   * `operand`: after `is` and `as`, where `T ?` may begin a conditional. `new`: array brackets belong to the creation
   * unless they are empty.
   */
  private parseType(place: 'any' | 'operand' | 'new'): TypeSyntax {
    return this.deeper(
      () => this.parseTypeHere(place),
      (at): TypeSyntax => ({ kind: 'missing-type', start: at, end: at }),
    )
  }

  private parseTypeHere(place: 'any' | 'operand' | 'new'): TypeSyntax {
    const token = this.peek()
    let type: TypeSyntax
    if (predefined.has(token.text) && token.kind === 'keyword') {
      this.next()
      type = { kind: 'predefined-type', keyword: token.text, start: token.start, end: token.end }
    } else if (token.kind === 'identifier') {
      const parts: (Identifier & { args?: readonly TypeSyntax[] })[] = []
      do {
        const name = this.identifier()
        const args = this.is('<') ? this.parseTypeArguments() : undefined
        parts.push({ ...name, ...(args && { args }), end: this.previousEnd() })
      } while (this.take('.') || this.take('::'))
      type = { kind: 'named-type', parts, start: token.start, end: this.previousEnd() }
    } else if (this.is('(')) {
      this.next()
      const elements: { type: TypeSyntax; name?: Identifier }[] = []
      do {
        const element = this.parseType('any')
        const name = this.peek().kind === 'identifier' ? this.identifier() : undefined
        elements.push({ type: element, ...(name && { name }) })
      } while (this.take(','))
      this.expect(')')
      type = { kind: 'tuple-type', elements, start: token.start, end: this.previousEnd() }
    } else {
      this.report('CS1031', 'Type expected', token.kind === 'end' ? this.gap() : token)
      const at = this.previousEnd()
      return { kind: 'missing-type', start: at, end: at }
    }
    for (let count = 0; count < 20; count++) {
      if (this.is('?') && (place !== 'operand' || this.isNullableMark(this.index))) {
        this.next()
        type = { kind: 'nullable-type', element: type, start: type.start, end: this.previousEnd() }
      } else if (this.is('[') && (this.is(']', 1) || this.is(',', 1))) {
        if (place === 'new' && this.is(',', 1) && this.scanRank(this.index) === undefined) break
        this.next()
        let rank = 1
        while (this.take(',')) rank++
        this.expect(']')
        type = { kind: 'array-type', element: type, rank, start: type.start, end: this.previousEnd() }
      } else break
    }
    return type
  }

  private isNullableMark(index: number): boolean {
    const after = this.tokens[index + 1]
    if (!after || after.kind === 'end') return true
    if (after.kind !== 'punctuator') return false
    return [')', ']', '}', ';', ',', ':', '??', '&&', '||', '==', '!=', '&', '?', '=>'].includes(after.text)
  }

  private parseTypeArguments(): TypeSyntax[] {
    this.next()
    const args: TypeSyntax[] = []
    if (this.is('>') || this.is(',')) {
      // `List<>` is legal in typeof alone; elsewhere the binder does not find the type.
      while (this.take(','));
      this.expect('>')
      this.report('CS7003', 'Unexpected use of an unbound generic name', this.gap())
      return args
    }
    do args.push(this.parseType('any'))
    while (this.take(','))
    this.expect('>')
    return args
  }

  /** Type arguments after a name in an expression, where `<` may also be an operator. */
  private tryTypeArguments(): TypeSyntax[] | undefined {
    if (!this.is('<')) return undefined
    const end = this.scanTypeArguments(this.index)
    if (end === undefined) return undefined
    const after = this.tokens[end]
    if (!after || (after.kind !== 'end' && !afterTypeArguments.has(after.text))) return undefined
    if (after.kind !== 'end' && after.kind !== 'punctuator') return undefined
    return this.parseTypeArguments()
  }

  /** Index of the token after the type that starts at `index`; undefined when none does. Reports nothing. */
  private scanType(index: number, place: 'any' | 'operand', depth = 0): number | undefined {
    if (depth > depthLimit) return undefined
    const token = this.tokens[index]
    if (!token) return undefined
    let at: number | undefined
    if (token.kind === 'keyword' && predefined.has(token.text)) at = index + 1
    else if (token.kind === 'identifier') {
      at = index
      for (;;) {
        if (this.tokens[at]?.kind !== 'identifier') return undefined
        at++
        if (this.tokens[at]?.text === '<') {
          const end = this.scanTypeArguments(at, depth + 1)
          if (end === undefined) return undefined
          at = end
        }
        const dot = this.tokens[at]
        if (dot?.kind !== 'punctuator' || (dot.text !== '.' && dot.text !== '::')) break
        at++
      }
    } else if (token.text === '(' && token.kind === 'punctuator') at = this.scanTupleTypeEnd(index, depth + 1)
    if (at === undefined) return undefined
    for (;;) {
      const mark = this.tokens[at]
      if (mark?.kind !== 'punctuator') return at
      if (mark.text === '?' && (place !== 'operand' || this.isNullableMark(at))) {
        const after = this.tokens[at + 1]
        if (after?.text === '.' || (after?.text === '[' && this.tokens[at + 2]?.text !== ']')) return at
        at++
      } else if (mark.text === '[') {
        const end = this.scanRank(at)
        if (end === undefined) return at
        at = end
      } else return at
    }
  }

  private scanRank(index: number): number | undefined {
    let at = index + 1
    while (this.tokens[at]?.text === ',') at++
    return this.tokens[at]?.text === ']' ? at + 1 : undefined
  }

  private scanTypeArguments(index: number, depth = 0): number | undefined {
    let at = index + 1
    for (;;) {
      const end = this.scanType(at, 'any', depth + 1)
      if (end === undefined) return undefined
      at = end
      const mark = this.tokens[at]
      if (mark?.kind !== 'punctuator') return undefined
      at++
      if (mark.text === '>') return at
      if (mark.text !== ',') return undefined
    }
  }

  private scanTupleTypeEnd(index: number, depth = 0): number | undefined {
    let at = index + 1
    for (let count = 1; ; count++) {
      const end = this.scanType(at, 'any', depth + 1)
      if (end === undefined) return undefined
      at = end
      if (this.tokens[at]?.kind === 'identifier') at++
      const mark = this.tokens[at]?.text
      at++
      if (mark === ')') return count > 1 ? at : undefined
      if (mark !== ',') return undefined
    }
  }

  /** `(T) x` is a cast when T can only be a type, or when what follows can only be an operand. */
  private startsCast(): boolean {
    const end = this.scanType(this.index + 1, 'any')
    if (end === undefined || this.tokens[end]?.text !== ')' || this.tokens[end]?.kind !== 'punctuator') return false
    const after = this.tokens[end + 1]
    if (!after) return false
    const first = this.tokens[this.index + 1]
    const last = this.tokens[end - 1]
    if (first && first.kind === 'keyword' && predefined.has(first.text)) return true
    if (last && (last.text === ']' || last.text === '?') && last.kind === 'punctuator') return this.startsOperand(after)
    if (after.kind === 'keyword')
      return !['as', 'is', 'in'].includes(after.text) && (after.literal !== undefined || this.startsOperand(after))
    if (after.kind === 'punctuator') return after.text === '(' || after.text === '!' || after.text === '~'
    return this.startsOperand(after)
  }

  private startsOperand(token: Token): boolean {
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
          ['new', 'typeof', 'default', 'checked', 'unchecked', 'delegate', 'this', 'base', 'sizeof'].includes(
            token.text,
          )
        )
      case 'punctuator':
        return ['(', '!', '~', '+', '-', '++', '--'].includes(token.text)
      default:
        return false
    }
  }

  // Statements

  private parseStatements(): Stmt[] {
    const statements: Stmt[] = []
    while (this.peek().kind !== 'end') {
      if (this.is('}')) {
        this.report(
          'CS1022',
          "Type or namespace definition, or end-of-file expected: this '}' closes nothing.",
          this.next(),
        )
        continue
      }
      statements.push(this.parseStatementOnward())
    }
    return statements
  }

  /** Parses a statement and always moves on. */
  private parseStatementOnward(): Stmt {
    const before = this.index
    const statement = this.parseStatement()
    if (this.index === before && this.peek().kind !== 'end') {
      const token = this.next()
      if (this.faults.at(-1)?.start !== token.start)
        this.report('CS1525', `Invalid expression term '${token.text}'`, token)
    }
    return statement
  }

  private parseBlock(): BlockStmt {
    return this.deeper(() => {
      const start = this.peek().start
      if (!this.expect('{')) return emptyBlock(this.previousEnd())
      const statements: Stmt[] = []
      while (!this.is('}') && this.peek().kind !== 'end') statements.push(this.parseStatementOnward())
      this.expect('}')
      return { kind: 'block', statements, start, end: this.previousEnd() }
    }, emptyBlock)
  }

  private parseStatement(): Stmt {
    return this.deeper(
      () => this.parseStatementHere(),
      (at): Stmt => ({ kind: 'empty', start: at, end: at }),
    )
  }

  /** A statement below `if`, `for` and the like, where a declaration may not stand (CS1023). */
  private parseEmbedded(): Stmt {
    if (this.peek().kind === 'end' || this.is('}')) {
      this.report('CS1525', `Invalid expression term '${this.peek().text}'`, this.gap())
      return emptyBlock(this.previousEnd())
    }
    const statement = this.parseStatementOnward()
    if (statement.kind === 'local' || statement.kind === 'local-function' || statement.kind === 'labeled') {
      this.report('CS1023', 'Embedded statement cannot be a declaration or labeled statement', statement)
    }
    return statement
  }

  private parseStatementHere(): Stmt {
    const token = this.peek()
    const start = token.start
    if (token.kind === 'punctuator') {
      if (token.text === '{') return this.parseBlock()
      if (token.text === ';') {
        this.next()
        return { kind: 'empty', start, end: token.end }
      }
    }
    if (token.kind === 'keyword') {
      const parsed = this.parseKeywordStatement(token)
      if (parsed) return parsed
    }
    if (token.kind === 'identifier') {
      if (this.is(':', 1) && !this.is(':', 2)) {
        const label = this.identifier()
        this.next()
        const body = this.parseStatement()
        return { kind: 'labeled', label, body, start, end: body.end }
      }
      if (token.text === 'yield' && (this.is('return', 1) || this.is('break', 1))) {
        this.next()
        this.next()
        if (!this.is(';')) this.parseExpr()
        this.expect(';')
        this.report('CS1624', "'yield' cannot be used here", token)
        return { kind: 'unsupported-statement', feature: 'yield', start, end: this.previousEnd() }
      }
      if (token.text === 'async' && this.declarationAt(this.index + 1)) this.next()
    }
    if (this.declarationAt(this.index)) return this.parseDeclaration('local')
    return this.parseExpressionStatement()
  }

  private parseExpressionStatement(): Stmt {
    const start = this.peek().start
    const faultsBefore = this.faults.length
    const expression = this.parseExpr()
    const clean = this.faults.length === faultsBefore
    this.expectSemicolon()
    if (clean && !isStatementExpression(expression)) {
      this.report(
        'CS0201',
        'Only assignment, call, increment, decrement, await, and new object expressions can be used as a statement',
        expression,
      )
    }
    return { kind: 'expression', expression, start, end: this.previousEnd() }
  }

  private expectSemicolon(): void {
    if (this.take(';')) return
    const at = this.gap()
    this.report('CS1002', '; expected', at)
    // What is left on the line belongs to the broken statement.
    while (this.peek().kind !== 'end' && !this.peek().newlineBefore && !this.is('}') && !this.is('{')) {
      const token = this.next()
      if (token.text === ';') return
    }
  }

  /** `T name` in a row, which begins a declaration. */
  private declarationAt(index: number): boolean {
    const end = this.scanType(index, 'any')
    if (end === undefined) return false
    const name = this.tokens[end]
    if (name?.kind !== 'identifier') return false
    const last = this.tokens[end - 1]
    const after = this.tokens[end + 1]
    if (name.newlineBefore && last?.kind === 'identifier' && this.tokens[index]?.text !== 'var') return false
    if (last?.text === '?') return after !== undefined && ['=', ';', ',', 'in', '('].includes(after.text)
    return true
  }

  /** `using` and `for` declarations end without a semicolon of their own. */
  private parseDeclaration(place: 'local' | 'const' | 'header'): Stmt {
    const start = this.peek().start
    const type = this.parseType('any')
    if (
      place === 'local' &&
      this.peek().kind === 'identifier' &&
      (this.is('(', 1) || (this.is('<', 1) && this.scanTypeArguments(this.index + 1) !== undefined))
    ) {
      return this.parseLocalFunction(type, start)
    }
    const statement = this.parseDeclarators(type, start, place === 'const')
    if (place !== 'header') this.expectSemicolon()
    return { ...statement, end: this.previousEnd() }
  }

  private parseDeclarators(type: TypeSyntax, start: number, isConst: boolean): LocalStmt {
    const declarators: Declarator[] = []
    do {
      const name = this.identifier()
      const value = this.take('=') ? (this.is('{') ? this.parseArrayInitializer() : this.parseExpr()) : undefined
      declarators.push({ name, ...(value && { value }), start: name.start, end: this.previousEnd() })
    } while (this.take(','))
    return { kind: 'local', isConst, type, declarators, start, end: this.previousEnd() }
  }

  private parseLocalFunction(returnType: TypeSyntax, start: number): Stmt {
    const name = this.identifier()
    const typeParameters: Identifier[] = []
    if (this.take('<')) {
      do typeParameters.push(this.identifier())
      while (this.take(','))
      this.expect('>')
    }
    const parameters = this.parseParameters()
    while (this.isWord('where')) while (!this.is('{') && !this.is('=>') && this.peek().kind !== 'end') this.next()
    let body: Expr | BlockStmt
    if (this.take('=>')) {
      body = this.parseExpr()
      this.expectSemicolon()
    } else body = this.parseBlock()
    return {
      kind: 'local-function',
      returnType,
      name,
      typeParameters,
      parameters,
      body,
      start,
      end: this.previousEnd(),
    }
  }

  private parseCondition(): Expr {
    this.expect('(')
    if (this.is(')')) {
      const expr = this.invalidTerm()
      this.next()
      return expr
    }
    const condition = this.parseExpr()
    if (!this.take(')')) {
      this.expect(')')
      while (
        this.peek().kind !== 'end' &&
        !this.peek().newlineBefore &&
        !this.is('{') &&
        !this.is(';') &&
        !this.is('}')
      ) {
        if (this.next().text === ')') break
      }
    }
    return condition
  }

  private parseKeywordStatement(token: Token): Stmt | undefined {
    const start = token.start
    switch (token.text) {
      case 'if': {
        this.next()
        const condition = this.parseCondition()
        const then = this.parseEmbedded()
        const otherwise = this.take('else') ? this.parseEmbedded() : undefined
        return { kind: 'if', condition, then, ...(otherwise && { otherwise }), start, end: this.previousEnd() }
      }
      case 'else': {
        this.report('CS8641', "'else' cannot start a statement.", token)
        this.next()
        return this.parseStatement()
      }
      case 'while': {
        this.next()
        const condition = this.parseCondition()
        const body = this.parseEmbedded()
        return { kind: 'while', condition, body, start, end: this.previousEnd() }
      }
      case 'do': {
        this.next()
        const body = this.parseEmbedded()
        this.expect('while')
        const condition = this.parseCondition()
        this.expectSemicolon()
        return { kind: 'do', condition, body, start, end: this.previousEnd() }
      }
      case 'for':
        return this.parseFor(start)
      case 'foreach': {
        this.next()
        this.expect('(')
        const type = this.parseType('any')
        const name = this.identifier()
        this.expect('in')
        const source = this.parseExpr()
        this.expect(')')
        const body = this.parseEmbedded()
        return { kind: 'foreach', type, name, source, body, start, end: this.previousEnd() }
      }
      case 'switch':
        return this.parseSwitch(start)
      case 'try':
        return this.parseTry(start)
      case 'using':
        return this.parseUsing(start)
      case 'lock': {
        this.next()
        const subject = this.parseCondition()
        const body = this.parseEmbedded()
        return { kind: 'lock', subject, body, start, end: this.previousEnd() }
      }
      case 'return': {
        this.next()
        const value = this.is(';') || this.is('}') ? undefined : this.parseExpr()
        this.expectSemicolon()
        return { kind: 'return', ...(value && { value }), start, end: this.previousEnd() }
      }
      case 'throw': {
        this.next()
        const value = this.is(';') ? undefined : this.parseExpr()
        this.expectSemicolon()
        return { kind: 'throw-statement', ...(value && { value }), start, end: this.previousEnd() }
      }
      case 'break':
      case 'continue': {
        this.next()
        this.expectSemicolon()
        return { kind: token.text, start, end: this.previousEnd() }
      }
      case 'const': {
        this.next()
        const declaration = this.parseDeclaration('const')
        return { ...declaration, start }
      }
      case 'checked':
      case 'unchecked': {
        if (!this.is('{', 1)) return undefined
        this.next()
        const body = this.parseBlock()
        return { kind: 'checked-block', checked: token.text === 'checked', body, start, end: body.end }
      }
      case 'goto': {
        this.next()
        while (!this.is(';') && this.peek().kind !== 'end' && !this.peek().newlineBefore) this.next()
        this.expectSemicolon()
        return { kind: 'unsupported-statement', feature: 'goto', start, end: this.previousEnd() }
      }
      case 'unsafe':
      case 'fixed': {
        this.next()
        if (this.is('(')) this.skipBalanced()
        const body = this.parseEmbedded()
        return { kind: 'unsupported-statement', feature: token.text, start, end: body.end }
      }
      case 'static': {
        if (!this.declarationAt(this.index + 1)) return undefined
        this.report('CS8370', "'static' local functions need C# 8.", token)
        this.next()
        return this.parseDeclaration('local')
      }
      case 'class':
      case 'struct':
      case 'interface':
      case 'enum':
      case 'public':
      case 'private':
      case 'protected':
      case 'internal':
      case 'namespace': {
        this.report('CS1513', `} expected: '${token.text}' cannot be declared inside an expression.`, token)
        while (this.peek().kind !== 'end' && !this.is('{') && !this.is(';') && !this.is('}')) this.next()
        if (this.is('{')) this.skipBalanced()
        else this.take(';')
        return { kind: 'unsupported-statement', feature: token.text, start, end: this.previousEnd() }
      }
      case 'case':
      case 'catch':
      case 'finally': {
        this.report('CS1525', `Invalid expression term '${token.text}'`, token)
        this.next()
        return { kind: 'empty', start, end: token.end }
      }
      default:
        return undefined
    }
  }

  private parseFor(start: number): Stmt {
    this.next()
    this.expect('(')
    const initializers: Stmt[] = []
    if (!this.is(';')) {
      if (this.declarationAt(this.index)) initializers.push(this.parseDeclaration('header'))
      else {
        do {
          const expression = this.parseExpr()
          initializers.push({ kind: 'expression', expression, start: expression.start, end: expression.end })
        } while (this.take(','))
      }
    }
    this.expect(';')
    const condition = this.is(';') ? undefined : this.parseExpr()
    this.expect(';')
    const increments: Expr[] = []
    if (!this.is(')')) {
      do increments.push(this.parseExpr())
      while (this.take(','))
    }
    this.expect(')')
    const body = this.parseEmbedded()
    return {
      kind: 'for',
      initializers,
      ...(condition && { condition }),
      increments,
      body,
      start,
      end: this.previousEnd(),
    }
  }

  private parseSwitch(start: number): Stmt {
    this.next()
    const subject = this.parseCondition()
    const sections: SwitchSection[] = []
    this.expect('{')
    while (!this.is('}') && this.peek().kind !== 'end') {
      const from = this.peek().start
      const labels: { pattern?: Pattern; guard?: Expr; start: number; end: number }[] = []
      while (this.is('case') || (this.is('default') && this.is(':', 1))) {
        const at = this.peek().start
        if (this.next().text === 'default') {
          this.expect(':')
          labels.push({ start: at, end: this.previousEnd() })
          continue
        }
        const pattern = this.parsePattern()
        let guard: Expr | undefined
        if (this.isWord('when')) {
          this.next()
          guard = this.parseExpr()
        }
        this.expect(':')
        labels.push({ pattern, ...(guard && { guard }), start: at, end: this.previousEnd() })
      }
      const statements: Stmt[] = []
      while (
        !this.is('}') &&
        !this.is('case') &&
        !(this.is('default') && this.is(':', 1)) &&
        this.peek().kind !== 'end'
      ) {
        if (labels.length === 0) this.report('CS1513', '} expected', this.peek())
        statements.push(this.parseStatementOnward())
      }
      sections.push({ labels, statements, start: from, end: this.previousEnd() })
    }
    this.expect('}')
    return { kind: 'switch', subject, sections, start, end: this.previousEnd() }
  }

  private parseTry(start: number): Stmt {
    this.next()
    const body = this.parseBlock()
    const catches: CatchClause[] = []
    while (this.is('catch')) {
      const at = this.next().start
      let type: TypeSyntax | undefined
      let name: Identifier | undefined
      if (this.take('(')) {
        type = this.parseType('any')
        if (this.peek().kind === 'identifier') name = this.identifier()
        this.expect(')')
      }
      let filter: Expr | undefined
      if (this.isWord('when')) {
        this.next()
        filter = this.parseCondition()
      }
      const handler = this.parseBlock()
      catches.push({
        ...(type && { type }),
        ...(name && { name }),
        ...(filter && { filter }),
        body: handler,
        start: at,
        end: handler.end,
      })
    }
    const last = this.take('finally') ? this.parseBlock() : undefined
    if (catches.length === 0 && !last) this.report('CS1524', 'Expected catch or finally', this.gap())
    return { kind: 'try', body, catches, ...(last && { finally: last }), start, end: this.previousEnd() }
  }

  private parseUsing(start: number): Stmt {
    const token = this.next()
    if (!this.is('(')) {
      if (this.declarationAt(this.index)) {
        this.report('CS8370', "'using' declarations need C# 8; write 'using (…) { … }'.", token)
        return { ...this.parseDeclaration('local'), start }
      }
      this.report('CS1003', "Syntax error, '(' expected: namespaces cannot be imported inside an expression.", token)
      while (!this.is(';') && this.peek().kind !== 'end' && !this.peek().newlineBefore) this.next()
      this.take(';')
      return { kind: 'unsupported-statement', feature: 'using directive', start, end: this.previousEnd() }
    }
    this.next()
    let resource: Expr | LocalStmt
    if (this.declarationAt(this.index)) {
      const from = this.peek().start
      resource = this.parseDeclarators(this.parseType('any'), from, false)
    } else resource = this.parseExpr()
    this.expect(')')
    const body = this.parseEmbedded()
    return { kind: 'using', resource, body, start, end: this.previousEnd() }
  }

  /** Skips a bracketed stretch. */
  private skipBalanced(): void {
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

type Declarator = LocalStmt['declarators'][number]

const missing = (at: number): Expr => ({ kind: 'missing', start: at, end: at })
const emptyBlock = (at: number): BlockStmt => ({ kind: 'block', statements: [], start: at, end: at })
const unsupported = (feature: string, start: number, end: number): Expr => ({
  kind: 'unsupported',
  feature,
  start,
  end,
})

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

function isStatementExpression(expr: Expr): boolean {
  switch (expr.kind) {
    case 'assignment':
    case 'invocation':
    case 'postfix':
    case 'new':
    case 'await':
    case 'missing':
    case 'unsupported':
    case 'named-value':
      return true
    case 'unary':
      return expr.operator === '++' || expr.operator === '--'
    case 'conditional-access':
      return isStatementExpression(expr.access)
    default:
      return false
  }
}

/** The member name an anonymous object takes from `a.B`, `B` or `a?.B`. */
function projectedName(value: Expr): Identifier {
  if (value.kind === 'name') return { name: value.name, start: value.start, end: value.end }
  if (value.kind === 'member') return value.name
  if (value.kind === 'conditional-access') return projectedName(value.access)
  return { name: '', start: value.start, end: value.start }
}
