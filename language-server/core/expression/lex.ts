import type { Literal, NamedValueUse, NumberSuffix, RawStringPart, Token, TokenKind } from './tree.ts'

/** A fault of a token: offsets are in the code. */
export interface LexicalFault {
  readonly code: string
  readonly message: string
  readonly start: number
  readonly end: number
}

export interface Lexed {
  readonly tokens: Token[]
  readonly faults: LexicalFault[]
  readonly namedValues: NamedValueUse[]
}

/** The texts of tokens that are always the same are each one string, which compares sooner than equal ones. */
const keywords = new Map(
  (
    'abstract as base bool break byte case catch char checked class const continue decimal default delegate do double else enum ' +
    'event explicit extern false finally fixed float for foreach goto if implicit in int interface internal is lock long namespace ' +
    'new null object operator out override params private protected public readonly ref return sbyte sealed short sizeof stackalloc ' +
    'static string struct switch this throw true try typeof uint ulong unchecked unsafe ushort using virtual void volatile while'
  )
    .split(' ')
    .map((word) => [word, word]),
)
const LONGEST_KEYWORD = 10

/** Longest first; `>` is always lexed alone so that `List<List<int>>` closes twice (the parser joins `>>` and `>=`). */
const punctuators = [
  '<<=',
  '??=',
  '...',
  '=>',
  '==',
  '!=',
  '<=',
  '&&',
  '||',
  '++',
  '--',
  '+=',
  '-=',
  '*=',
  '/=',
  '%=',
  '&=',
  '|=',
  '^=',
  '<<',
  '??',
  '->',
  '::',
  '..',
  '{',
  '}',
  '[',
  ']',
  '(',
  ')',
  '.',
  ',',
  ':',
  ';',
  '+',
  '-',
  '*',
  '/',
  '%',
  '&',
  '|',
  '^',
  '!',
  '~',
  '=',
  '<',
  '>',
  '?',
]

/** By the code of their first character. */
const punctuatorsOf: (readonly string[] | undefined)[] = Array.from({ length: 128 })
for (const one of punctuators) {
  const first = one.charCodeAt(0)
  punctuatorsOf[first] = [...(punctuatorsOf[first] ?? []), one]
}

/** What a character of ASCII can be: the start of an identifier, a further part of one, or neither. */
const START = 2
const PART = 1
const ascii = Uint8Array.from({ length: 128 }, (_, code) => {
  const char = String.fromCharCode(code)
  return /[A-Za-z_]/.test(char) ? START : /[0-9]/.test(char) ? PART : 0
})

/** Strings in holes of strings in holes: deeper ones are left to the parser's own depth limit. */
const nestingLimit = 24

const identifierStart = /[\p{L}\p{Nl}_]/u
const identifierPart = /[\p{L}\p{Nl}\p{Mn}\p{Mc}\p{Nd}\p{Pc}\p{Cf}_]/u
/** https://learn.microsoft.com/azure/api-management/api-management-howto-properties */
const namedValue = /\{\{\s*([A-Za-z0-9_.-]+)\s*\}\}/y

const isDigit = (char: string | undefined): boolean => char !== undefined && char >= '0' && char <= '9'
const isLineEnd = (char: string | undefined): boolean =>
  char === '\n' || char === '\r' || char === '\u2028' || char === '\u2029' || char === '\u0085'

function isIdentifierStart(char: string | undefined): boolean {
  if (char === undefined) return false
  const code = char.charCodeAt(0)
  return code < 128 ? ascii[code] === START : identifierStart.test(char)
}

/** Reads the named value reference at `at`, if there is one. */
function namedValueAt(code: string, at: number): NamedValueUse | undefined {
  namedValue.lastIndex = at
  const match = namedValue.exec(code)
  return match?.[1] ? { name: match[1], start: at, end: at + match[0].length } : undefined
}

const directives = /^(region|endregion|pragma|warning|line)$/
/** Those that decide which code there is. */
const unknownConditions = /^(if|elif|else|endif|define|undef|error)$/

const SPACE = 32

/** Whether a character is itself in every kind of string: no quote, backslash, brace, sign below the blank or beyond ASCII. */
const isPlain = (code: number): boolean =>
  code >= SPACE && code < 127 && code !== 34 && code !== 92 && code !== 123 && code !== 125

/** What was found at a place. */
interface Scanned {
  readonly kind: TokenKind
  readonly end: number
  /** Where it is always the same. */
  readonly text?: string
  readonly literal?: Literal
  readonly parts?: RawStringPart[]
}

/** The token of a word: a keyword or an identifier. */
function wordToken(
  word: string,
  { start, end, fullStart, newlineBefore }: Omit<Token, 'kind' | 'text' | 'literal' | 'parts'>,
): Token {
  const text = word.length <= LONGEST_KEYWORD ? keywords.get(word) : undefined
  if (text === undefined) return { kind: 'identifier', text: word, start, end, fullStart, newlineBefore }
  if (text !== 'true' && text !== 'false' && text !== 'null')
    return { kind: 'keyword', text, start, end, fullStart, newlineBefore }
  const literal: Literal = text === 'null' ? { kind: 'null' } : { kind: 'bool', value: text === 'true' }
  return { kind: 'keyword', text, start, end, fullStart, newlineBefore, literal }
}

/** Turns the code between two offsets into tokens. Never throws: what is no token becomes a `bad` one. */
export function lex(code: string, from = 0, to = code.length): Lexed {
  const tokens: Token[] = []
  const faults: LexicalFault[] = []
  const namedValues: NamedValueUse[] = []
  const fault = (code: string, message: string, start: number, end: number) =>
    faults.push({ code, message, start, end })
  const charAt = (index: number): string | undefined => (index < to ? code[index] : undefined)

  let position = from
  let nesting = 0
  for (;;) {
    const fullStart = position
    let newlineBefore = false
    for (;;) {
      while (position < to && code.charCodeAt(position) === SPACE) position++
      const char = charAt(position)
      if (char === undefined) break
      if (isLineEnd(char)) {
        newlineBefore = true
        position++
      } else if (
        char === '\t' ||
        char === '\v' ||
        char === '\f' ||
        char === '\ufeff' ||
        (char > '\x7f' && /\p{Zs}/u.test(char))
      )
        position++
      else if (char === '/' && charAt(position + 1) === '/') {
        while (position < to && !isLineEnd(charAt(position))) position = skipNamedValue(position)
      } else if (char === '/' && charAt(position + 1) === '*') {
        const start = position
        position += 2
        while (position < to && !(charAt(position) === '*' && charAt(position + 1) === '/')) {
          if (isLineEnd(charAt(position))) newlineBefore = true
          position = skipNamedValue(position)
        }
        if (position >= to) fault('CS1035', 'End-of-file found, */ expected', start, to)
        position = Math.min(to, position + 2)
      } else if (char === '#' && isFirstOfLine(position)) position = skipDirective(position)
      else break
    }
    const start = position
    if (start >= to) {
      tokens.push({ kind: 'end', text: '', start, end: start, fullStart, newlineBefore })
      return { tokens, faults, namedValues }
    }
    const first = code.charCodeAt(start)
    if (first < 128 && ascii[first] === START) {
      position = identifierEnd(start)
      tokens.push(wordToken(code.slice(start, position), { start, end: position, fullStart, newlineBefore }))
      continue
    }
    const { kind, end, literal, parts, text = code.slice(start, end) } = scan(start)
    position = end
    // One shape for most tokens: spreading them costs more than reading them.
    if (literal) tokens.push({ kind, text, start, end, fullStart, newlineBefore, literal })
    else if (parts) tokens.push({ kind, text, start, end, fullStart, newlineBefore, parts })
    else tokens.push({ kind, text, start, end, fullStart, newlineBefore })
  }

  function isFirstOfLine(at: number): boolean {
    let before = at - 1
    while (before >= 0 && (code[before] === ' ' || code[before] === '\t')) before--
    return before < 0 || isLineEnd(code[before])
  }

  /** A line for the compiler alone; one that begins a comment of another language is what is mostly meant by it. */
  function skipDirective(start: number): number {
    let end = start
    while (end < to && !isLineEnd(code[end])) end++
    const [, name = ''] = /^#[ \t]*(\w*)/.exec(code.slice(start, end)) ?? []
    if (unknownConditions.test(name)) fault('CS1024', `'#${name}' is not understood here`, start, end)
    else if (!directives.test(name))
      fault('CS1024', "Preprocessor directive expected: a comment starts with '//'", start, end)
    return end
  }

  function skipNamedValue(at: number): number {
    const use = code[at] === '{' ? namedValueAt(code, at) : undefined
    if (!use || use.end > to) return at + 1
    namedValues.push(use)
    return use.end
  }

  function scan(start: number): Scanned {
    const char = charAt(start)
    const next = charAt(start + 1)
    // Words of ASCII do not come here.
    if (isIdentifierStart(char)) return { kind: 'identifier', end: identifierEnd(start) }
    if (char === '@' && next === '"') return scanVerbatim(start, start + 2)
    if (char === '$' && /^\$+"""/.test(code.slice(start, start + 8))) return scanRaw(start)
    if (char === '$' && next === '"') return scanInterpolated(start, start + 2, 'regular')
    if (char === '$' && next === '@' && charAt(start + 2) === '"') return scanInterpolated(start, start + 3, 'verbatim')
    if (char === '@' && next === '$' && charAt(start + 2) === '"') {
      fault('CS8370', "'@$' strings need C# 8; write '$@' instead.", start, start + 3)
      return scanInterpolated(start, start + 3, 'verbatim')
    }
    if (char === '@' && isIdentifierStart(next)) return { kind: 'identifier', end: identifierEnd(start + 1) }
    if (char === '"') {
      if (next === '"' && charAt(start + 2) === '"') return scanRaw(start)
      return scanRegular(start)
    }
    if (char === "'") return scanChar(start)
    if (isDigit(char) || (char === '.' && isDigit(next))) return scanNumber(start)
    if (char === '{' && next === '{') {
      const use = namedValueAt(code, start)
      if (use && use.end <= to) {
        namedValues.push(use)
        return { kind: 'named-value', end: use.end }
      }
    }
    const possible = punctuatorsOf[code.charCodeAt(start)]
    if (possible !== undefined) {
      for (const text of possible) {
        const end = start + text.length
        if (end <= to && (text.length === 1 || code.startsWith(text, start))) return { kind: 'punctuator', end, text }
      }
    }
    const end = start + ((code.codePointAt(start) ?? 0) > 0xffff ? 2 : 1)
    fault('CS1056', `Unexpected character '${code.slice(start, end)}'`, start, end)
    return { kind: 'bad', end }
  }

  function identifierEnd(start: number): number {
    let end = start
    for (; end < to; end++) {
      const one = code.charCodeAt(end)
      if (one < 128 ? ascii[one] === 0 : !identifierPart.test(code.charAt(end))) break
    }
    return end
  }

  /** Reads one escape sequence after the backslash at `at`. */
  function readEscape(at: number): { value: string; end: number } {
    const char = charAt(at + 1)
    const simple = char === undefined ? undefined : simpleEscapes[char]
    if (simple !== undefined) return { value: simple, end: at + 2 }
    const lengths = char === 'u' ? [4, 4] : char === 'U' ? [8, 8] : char === 'x' ? [1, 4] : undefined
    if (lengths) {
      const [least = 0, most = 0] = lengths
      let end = at + 2
      while (end < at + 2 + most && /[0-9a-fA-F]/.test(charAt(end) ?? '')) end++
      const value = Number.parseInt(code.slice(at + 2, end), 16)
      if (end - at - 2 >= least && value <= 0x10ffff) return { value: String.fromCodePoint(value), end }
    }
    fault('CS1009', 'Unrecognized escape sequence', at, Math.min(to, at + 2))
    return { value: '', end: Math.min(to, isLineEnd(char) ? at + 1 : at + 2) }
  }

  function scanRegular(start: number): { kind: TokenKind; end: number; literal: Literal } {
    let value = ''
    let at = start + 1
    for (;;) {
      const char = charAt(at)
      if (char === undefined || isLineEnd(char)) {
        fault(
          'CS1010',
          'Newline in constant: a string that starts with " must end on its line; one that starts with @" may span lines.',
          start,
          at,
        )
        return { kind: 'string', end: at, literal: { kind: 'string', value } }
      }
      if (char === '"') return { kind: 'string', end: at + 1, literal: { kind: 'string', value } }
      if (char === '\\') {
        const read = readEscape(at)
        value += read.value
        at = read.end
      } else {
        const end = char === '{' ? skipNamedValue(at) : plainEnd(at + 1)
        value += code.slice(at, end)
        at = end
      }
    }
  }

  /** Where the next character stands that can mean anything in a string. */
  function plainEnd(from: number): number {
    let at = from
    while (at < to && isPlain(code.charCodeAt(at))) at++
    return at
  }

  function scanVerbatim(start: number, content: number): { kind: TokenKind; end: number; literal: Literal } {
    let value = ''
    let at = content
    for (;;) {
      const char = charAt(at)
      if (char === undefined) {
        fault('CS1039', 'Unterminated string literal', start, at)
        return { kind: 'string', end: at, literal: { kind: 'string', value } }
      }
      if (char === '"') {
        if (charAt(at + 1) !== '"') return { kind: 'string', end: at + 1, literal: { kind: 'string', value } }
        value += '"'
        at += 2
      } else {
        const end = char === '{' ? skipNamedValue(at) : plainEnd(at + 1)
        value += code.slice(at, end)
        at = end
      }
    }
  }

  function scanRaw(start: number): { kind: TokenKind; end: number; literal: Literal } {
    const [open = '"""', quotes = '"""'] = /^\$*("+)/.exec(code.slice(start, to)) ?? []
    const close = code.indexOf(quotes, start + open.length)
    if (close < 0 || close >= to) {
      // C# 7 reads an empty string and then another one; the parser reports that.
      const end = start + open.length - quotes.length + 2
      return { kind: 'string', end, literal: { kind: 'string', value: '' } }
    }
    const end = close + quotes.length
    fault('CS8370', 'Raw string literals need C# 11.', start, end)
    return { kind: 'string', end, literal: { kind: 'string', value: code.slice(start + open.length, close) } }
  }

  function scanChar(start: number): { kind: TokenKind; end: number; literal: Literal } {
    let at = start + 1
    const units: number[] = []
    while (at < to && charAt(at) !== "'" && !isLineEnd(charAt(at))) {
      if (charAt(at) === '\\') {
        const read = readEscape(at)
        for (let index = 0; index < read.value.length; index++) units.push(read.value.charCodeAt(index))
        at = read.end
      } else units.push(code.charCodeAt(at++))
      if (units.length > 1 && !code.slice(at, to).split('\n', 1)[0]?.includes("'")) break
    }
    const closed = charAt(at) === "'"
    const end = closed ? at + 1 : at
    if (!closed) fault('CS1010', 'Newline in constant', start, end)
    else if (units.length === 0) fault('CS1011', 'Empty character literal', start, end)
    else if (units.length > 1) fault('CS1012', 'Too many characters in character literal', start, end)
    return { kind: 'char', end, literal: { kind: 'char', value: units[0] ?? 0 } }
  }

  function scanNumber(start: number): { kind: TokenKind; end: number; literal: Literal } {
    let at = start
    const digitsOf = (pattern: RegExp): string => {
      const from = at
      while (pattern.test(charAt(at) ?? '')) at++
      return code.slice(from, at).replaceAll('_', '')
    }
    const prefix = code.slice(start, start + 2).toLowerCase()
    if (prefix === '0x' || prefix === '0b') {
      at += 2
      const digits = digitsOf(prefix === '0x' ? /[0-9a-fA-F_]/ : /[01_]/)
      if (digits === '') fault('CS1013', 'Invalid number', start, at)
      const suffix = integerSuffix()
      return {
        kind: 'number',
        end: at,
        literal: { kind: 'number', digits: digits || '0', radix: prefix === '0x' ? 16 : 2, suffix, real: false },
      }
    }
    let digits = digitsOf(/[0-9_]/)
    let real = false
    if (charAt(at) === '.' && isDigit(charAt(at + 1))) {
      at++
      digits += `.${digitsOf(/[0-9_]/)}`
      real = true
    }
    if (/[eE]/.test(charAt(at) ?? '') && /^[eE][+-]?\d/.test(code.slice(at, at + 3))) {
      const sign = /[+-]/.test(charAt(at + 1) ?? '') ? (charAt(at + 1) ?? '') : ''
      at += 1 + sign.length
      digits += `e${sign}${digitsOf(/[0-9_]/)}`
      real = true
    }
    const letter = (charAt(at) ?? '').toLowerCase()
    let suffix: NumberSuffix = ''
    if (letter === 'f' || letter === 'd' || letter === 'm') {
      suffix = letter
      real = true
      at++
    } else if (!real) suffix = integerSuffix()
    if (isIdentifierStart(charAt(at)) || isDigit(charAt(at))) {
      const from = at
      at = identifierEnd(at)
      fault('CS1013', 'Invalid number', from, at)
    }
    return { kind: 'number', end: at, literal: { kind: 'number', digits, radix: 10, suffix, real } }

    function integerSuffix(): NumberSuffix {
      const match = /^(ul|lu|u|l)/i.exec(code.slice(at, Math.min(to, at + 2)))
      if (!match?.[0]) return ''
      at += match[0].length
      const lower = match[0].toLowerCase()
      return lower === 'lu' || lower === 'ul' ? 'ul' : lower === 'u' ? 'u' : 'l'
    }
  }

  function scanInterpolated(
    start: number,
    content: number,
    style: 'regular' | 'verbatim',
  ): { kind: TokenKind; end: number; parts: RawStringPart[] } {
    const parts: RawStringPart[] = []
    let text = ''
    let textStart = content
    let at = content
    const flush = () => {
      if (text !== '') parts.push({ kind: 'text', value: text, start: textStart, end: at })
      text = ''
    }
    for (;;) {
      const char = charAt(at)
      if (char === undefined || (style === 'regular' && isLineEnd(char))) {
        fault(
          style === 'regular' ? 'CS1010' : 'CS1039',
          style === 'regular' ? 'Newline in constant' : 'Unterminated string literal',
          start,
          at,
        )
        flush()
        return { kind: 'interpolated', end: at, parts }
      }
      if (char === '"') {
        if (style === 'verbatim' && charAt(at + 1) === '"') {
          text += '"'
          at += 2
          continue
        }
        flush()
        return { kind: 'interpolated', end: at + 1, parts }
      }
      if (char === '\\' && style === 'regular') {
        const read = readEscape(at)
        text += read.value
        at = read.end
      } else if (char === '{' && charAt(at + 1) === '{') {
        // The service puts a named value's text here before C# sees it; unknown names stay what C# makes of them.
        const use = namedValueAt(code, at)
        if (use && use.end <= to) {
          namedValues.push(use)
          text += `{${use.name}}`
          at = use.end
        } else {
          text += '{'
          at += 2
        }
      } else if (char === '}') {
        if (charAt(at + 1) === '}') at += 2
        else {
          fault('CS8086', "A '}' character must be escaped (by doubling) in an interpolated string.", at, at + 1)
          at++
        }
        text += '}'
      } else if (char === '{') {
        flush()
        const hole = scanHole(at, style)
        parts.push(hole)
        at = hole.end
        textStart = at
      } else {
        const end = plainEnd(at + 1)
        text += code.slice(at, end)
        at = end
      }
    }
  }

  /** Finds the end of a hole: nested strings, brackets and holes are skipped, `,` and `:` at its own level divide it. */
  function scanHole(open: number, style: 'regular' | 'verbatim'): Extract<RawStringPart, { kind: 'hole' }> {
    let depth = 0
    let at = open + 1
    let codeEnd: number | undefined
    let alignment: { start: number; end: number } | undefined
    const done = (end: number, format?: string): Extract<RawStringPart, { kind: 'hole' }> => ({
      kind: 'hole',
      start: open,
      end,
      codeEnd: codeEnd ?? (format === undefined && charAt(end - 1) === '}' ? end - 1 : at),
      ...(alignment && { alignment }),
      ...(format !== undefined && { format }),
    })
    for (;;) {
      const char = charAt(at)
      if (char === undefined || (style === 'regular' && isLineEnd(char))) {
        fault('CS8076', 'Missing close delimiter } for an interpolated expression that starts with {', open, at)
        return done(at)
      }
      if (
        char === '"' ||
        char === "'" ||
        ((char === '@' || char === '$') && /^[@$]{1,2}"/.test(code.slice(at, at + 3)))
      ) {
        const before = faults.length
        const named = namedValues.length
        nesting++
        const token = nesting > nestingLimit ? { end: to } : scan(at)
        nesting--
        // The hole is lexed again on its own, and reports its faults then.
        faults.length = before
        namedValues.length = named
        at = Math.max(at + 1, token.end)
      } else if (char === '{' && charAt(at + 1) === '{' && namedValueAt(code, at))
        at = namedValueAt(code, at)?.end ?? at + 1
      else if (char === '(' || char === '[' || char === '{') {
        depth++
        at++
      } else if (char === ')' || char === ']' || (char === '}' && depth > 0)) {
        depth = Math.max(0, depth - 1)
        at++
      } else if (char === '}') {
        if (alignment) alignment = { start: alignment.start, end: at }
        codeEnd ??= at
        return done(at + 1)
      } else if (char === ',' && depth === 0 && !alignment) {
        codeEnd = at
        alignment = { start: at + 1, end: at + 1 }
        at++
      } else if (char === ':' && depth === 0) {
        if (charAt(at + 1) === ':') {
          at += 2
          continue
        }
        if (alignment) alignment = { start: alignment.start, end: at }
        codeEnd ??= at
        let format = ''
        at++
        for (;;) {
          const inner = charAt(at)
          if (inner === undefined || inner === '"' || (style === 'regular' && isLineEnd(inner))) {
            fault('CS8076', 'Missing close delimiter } for an interpolated expression that starts with {', open, at)
            return done(at, format)
          }
          if (inner === '}' && charAt(at + 1) === '}') {
            format += '}'
            at += 2
          } else if (inner === '}') return done(at + 1, format)
          else if (inner === '\\' && style === 'regular') {
            const read = readEscape(at)
            format += read.value
            at = read.end
          } else {
            format += inner
            at++
          }
        }
      } else at++
    }
  }
}

const simpleEscapes: Readonly<Record<string, string>> = {
  "'": "'",
  '"': '"',
  '\\': '\\',
  '0': '\0',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
}
