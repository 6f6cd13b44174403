import {
  AMPERSAND,
  AT,
  BACKSLASH,
  BANG,
  CLOSE_BRACE,
  CLOSE_PAREN,
  CLOSE_SQUARE,
  COLON,
  CR,
  DOLLAR,
  DOUBLE_QUOTE,
  GREATER,
  HASH,
  isLetter,
  isSpace,
  LESS,
  LF,
  OPEN_BRACE,
  OPEN_PAREN,
  OPEN_SQUARE,
  SINGLE_QUOTE,
  SLASH,
} from './characters.ts'
import { entityAt } from './entities.ts'
import { indexWithin } from './scan-budget.ts'

/**
 * Finds where `@(…)` or `@{…}` ends. It knows just enough C# for that: strings (regular, verbatim, interpolated with nested
 * holes), characters and comments, in which brackets do not count. Entities are read in place: `&quot;` and `&#34;` open a
 * string as `"` does, and a string ends with the notation that opened it, so that both `"&quot;"` and `&quot;x&quot;` are
 * strings wherever expressions may be written either way.
 *
 * Some sequences cannot occur in C# but do begin or end a tag: `</name`, `/>`, `<!--` and `<name attribute="`. Meeting one in
 * code tells early that a bracket or quote is missing, long before the end of the document would.
 */

export interface BoundaryFailure {
  /** Where the scan gave up. */
  at: number
  /** Start of the string that is not closed before the end of its line, or -1 when a bracket is missing. */
  stringStart: number
  /** The bracket that is there too often or too seldom within an expression that does have an end; empty when none is. */
  unbalanced: '' | '(' | ')' | '[' | ']' | '{' | '}'
}

/** One interpolated string whose hole is being read, and what to go back to behind the hole. */
interface Hole {
  readonly verbatim: boolean
  readonly entityQuotes: boolean
  readonly stringStart: number
  readonly parens: number
  readonly braces: number
  readonly squares: number
}

const special = new Uint8Array(128)
for (const code of [
  AMPERSAND,
  CLOSE_BRACE,
  CLOSE_PAREN,
  CLOSE_SQUARE,
  COLON,
  DOUBLE_QUOTE,
  LESS,
  OPEN_BRACE,
  OPEN_PAREN,
  OPEN_SQUARE,
  SINGLE_QUOTE,
  SLASH,
]) {
  special[code] = 1
}

/**
 * @param at offset of the opening bracket
 * @param limit where the scan has to stop
 * @param failure filled in when there is no end
 * @returns the offset behind the closing bracket, or -1
 */
export function expressionEnd(text: string, at: number, limit: number, failure: BoundaryFailure): number {
  const paren = text.charCodeAt(at) === OPEN_PAREN
  let parens = 0
  let braces = 0
  let squares = 0
  let holes: Hole[] | undefined
  // What did not match in a hole that is closed already.
  let inHole: BoundaryFailure['unbalanced'] = ''
  let offset = at
  while (offset < limit) {
    const code = text.charCodeAt(offset)
    if (code >= 128 || special[code] === 0) {
      offset++
      continue
    }
    switch (code) {
      case OPEN_PAREN:
        parens++
        offset++
        continue
      case CLOSE_PAREN:
        offset++
        parens--
        if (parens !== 0 || !paren || holes !== undefined) continue
        failure.unbalanced = inHole === '' ? firstUnbalanced(0, squares, braces) : inHole
        return offset
      case OPEN_SQUARE:
        squares++
        offset++
        continue
      case CLOSE_SQUARE:
        squares--
        offset++
        continue
      case OPEN_BRACE:
        braces++
        offset++
        continue
      case CLOSE_BRACE: {
        offset++
        braces--
        if (holes === undefined) {
          if (braces !== 0 || paren) continue
          failure.unbalanced = inHole === '' ? firstUnbalanced(parens, squares, 0) : inHole
          return offset
        }
        if (braces >= 0) continue
        if (inHole === '') inHole = firstUnbalanced(parens, squares, 0)
        break
      }
      case COLON:
        offset++
        if (holes === undefined || parens > 0 || squares > 0 || braces > 0) continue
        if (text.charCodeAt(offset) === COLON) {
          offset++
          continue
        }
        offset = formatEnd(text, offset, limit)
        continue
      case SLASH: {
        const next = text.charCodeAt(offset + 1)
        if (next === SLASH) offset = lineEnd(text, offset, limit)
        else if (next === 42) {
          const close = indexWithin(text, '*/', offset + 2, limit)
          if (close < 0) return fail(failure, limit, -1)
          offset = close + 2
        } else if (next === GREATER) return fail(failure, offset, -1)
        else offset++
        continue
      }
      case LESS:
        if (beginsMarkup(text, offset)) return fail(failure, offset, -1)
        offset++
        continue
      case SINGLE_QUOTE:
        offset = characterEnd(text, offset, limit)
        continue
      default: {
        // `"` or `&`
        let quoteEnd = offset + 1
        if (code === AMPERSAND) {
          const entity = quoteEntity(text, offset)
          if (entity === 0) {
            offset++
            continue
          }
          if (entity < 0) {
            offset = characterEnd(text, offset, limit)
            continue
          }
          quoteEnd = offset + entity
        }
        const before = text.charCodeAt(offset - 1)
        const sigils = before === AT || before === DOLLAR ? text.charCodeAt(offset - 2) : 0
        const verbatim = before === AT || (before === DOLLAR && sigils === AT)
        if (before === DOLLAR || (before === AT && sigils === DOLLAR)) {
          holes ??= []
          holes.push({ verbatim, entityQuotes: code === AMPERSAND, stringStart: offset, parens, braces, squares })
          offset = quoteEnd
          break
        }
        const end = verbatim
          ? verbatimEnd(text, quoteEnd, limit, code === AMPERSAND)
          : regularEnd(text, quoteEnd, limit, code === AMPERSAND)
        if (end < 0) return fail(failure, verbatim ? limit : -end, offset)
        offset = end
        continue
      }
    }
    // Inside an interpolated string: behind its opening quote or behind the `}` of a hole.
    const hole = holes?.at(-1)
    if (holes === undefined || hole === undefined) continue
    const end = interpolatedEnd(text, offset, limit, hole)
    if (end < 0) return fail(failure, -end, hole.stringStart)
    offset = end
    if (text.charCodeAt(end - 1) === OPEN_BRACE) {
      parens = 0
      braces = 0
      squares = 0
    } else {
      parens = hole.parens
      braces = hole.braces
      squares = hole.squares
      holes.pop()
      if (holes.length === 0) holes = undefined
    }
  }
  return fail(failure, limit, -1)
}

function firstUnbalanced(parens: number, squares: number, braces: number): BoundaryFailure['unbalanced'] {
  if (parens !== 0) return parens > 0 ? '(' : ')'
  if (squares !== 0) return squares > 0 ? '[' : ']'
  return braces === 0 ? '' : braces > 0 ? '{' : '}'
}

function fail(failure: BoundaryFailure, at: number, stringStart: number): -1 {
  failure.at = at
  failure.stringStart = stringStart
  return -1
}

/** The offset behind a regular string's closing quote, or minus the offset of the line end that broke it off. */
function regularEnd(text: string, from: number, limit: number, entityQuotes: boolean): number {
  let at = from
  while (at < limit) {
    const code = text.charCodeAt(at)
    if (code === BACKSLASH) at = escapeEnd(text, at)
    else if (code === LF || code === CR) return -at
    else if (code === DOUBLE_QUOTE && !entityQuotes) return at + 1
    else if (code === AMPERSAND && entityQuotes) {
      const length = quoteEntity(text, at)
      if (length > 0) return at + length
      at++
    } else at++
  }
  return -limit
}

/** Behind `\` and what it escapes, which may be an entity. */
function escapeEnd(text: string, at: number): number {
  const entity = text.charCodeAt(at + 1) === AMPERSAND ? entityAt(text, at + 1) : undefined
  const escaped = text.charCodeAt(at + 1)
  if (escaped === LF || escaped === CR) return at + 1
  return at + 1 + (entity?.length ?? 1)
}

function verbatimEnd(text: string, from: number, limit: number, entityQuotes: boolean): number {
  let at = from
  while (at < limit) {
    const quote = indexWithin(text, entityQuotes ? '&' : '"', at, limit)
    if (quote < 0) return -1
    const length = entityQuotes ? quoteEntity(text, quote) : 1
    if (length <= 0) {
      at = quote + 1
      continue
    }
    at = quote + length
    const doubled = entityQuotes ? quoteEntity(text, at) : text.charCodeAt(at) === DOUBLE_QUOTE ? 1 : 0
    if (doubled <= 0) return at
    at += doubled
  }
  return -1
}

/** The offset behind the `{` of the next hole or behind the closing quote; minus the offset where the string broke off. */
function interpolatedEnd(text: string, from: number, limit: number, hole: Hole): number {
  let at = from
  while (at < limit) {
    const code = text.charCodeAt(at)
    if (code === OPEN_BRACE) {
      if (text.charCodeAt(at + 1) !== OPEN_BRACE) return at + 1
      at += 2
    } else if (code === BACKSLASH && !hole.verbatim) at = escapeEnd(text, at)
    else if ((code === LF || code === CR) && !hole.verbatim) return -at
    else if (code === (hole.entityQuotes ? AMPERSAND : DOUBLE_QUOTE)) {
      const length = hole.entityQuotes ? quoteEntity(text, at) : 1
      if (length <= 0) {
        at++
        continue
      }
      at += length
      const doubled = hole.entityQuotes ? quoteEntity(text, at) : text.charCodeAt(at) === DOUBLE_QUOTE ? 1 : 0
      if (!hole.verbatim || doubled <= 0) return at
      at += doubled
    } else at++
  }
  return -limit
}

/** The format of a hole (`{date:hh':'mm}`) runs to the hole's `}`. */
function formatEnd(text: string, from: number, limit: number): number {
  let at = from
  while (at < limit) {
    const code = text.charCodeAt(at)
    if (code === CLOSE_BRACE || code === DOUBLE_QUOTE || code === LF) break
    at++
  }
  return at
}

/**
 * Behind a character literal. A quote without a partner on its line is passed over: it is a mistake of the C#, which the
 * expression parser tells better, and not a reason to give up the bracket.
 */
function characterEnd(text: string, from: number, limit: number): number {
  const opening = text.charCodeAt(from) === AMPERSAND
  let at = opening ? from - quoteEntity(text, from) : from + 1
  const afterQuote = at
  while (at < limit) {
    const code = text.charCodeAt(at)
    if (code === LF || code === CR) return afterQuote
    if (code === BACKSLASH) at = escapeEnd(text, at)
    else if (code === SINGLE_QUOTE && !opening) return at + 1
    else if (code === AMPERSAND && opening && quoteEntity(text, at) < 0) return at - quoteEntity(text, at)
    else at++
  }
  return afterQuote
}

/** The length of an entity that stands for `"`, minus the length of one that stands for `'`, or 0. */
function quoteEntity(text: string, at: number): number {
  if (text.charCodeAt(at) !== AMPERSAND) return 0
  const next = text.charCodeAt(at + 1)
  // `q`uot, `a`pos or `#`
  if (next !== 113 && next !== 97 && next !== 35) return 0
  const entity = entityAt(text, at)
  if (entity === undefined) return 0
  if (entity.codePoint === DOUBLE_QUOTE) return entity.length
  return entity.codePoint === SINGLE_QUOTE ? -entity.length : 0
}

/** The end of a line comment; a line end in an attribute of strict XML is written `&#10;`. */
function lineEnd(text: string, from: number, limit: number): number {
  let at = from
  while (at < limit) {
    const code = text.charCodeAt(at)
    if (code === LF || code === CR) break
    if (code === AMPERSAND && text.charCodeAt(at + 1) === HASH) {
      const codePoint = entityAt(text, at)?.codePoint
      if (codePoint === LF || codePoint === CR) break
    }
    at++
  }
  return at
}

const TAG_WITH_ATTRIBUTE = /[A-Za-z][\w:.-]{0,80}\s{1,40}[A-Za-z_][\w:.-]{0,80}\s{0,8}=\s{0,8}["']/y
/**
 * No type argument that a formatter has put on a line of its own: `Body.As` and below it `<string>()`. Policies are written small, and
 * have no name in common with the types of C#.
 */
const TAG_ALONE =
  /(?!(?:bool|byte|char|decimal|double|float|int|long|object|short|string)\s{0,8}>)[a-z][\w:.-]{0,80}\s{0,8}>(?!\s{0,8}\()/y

/** True when the `<` at an offset cannot be C#: it begins a close tag, a comment or an element. */
function beginsMarkup(text: string, at: number): boolean {
  const next = text.charCodeAt(at + 1)
  if (next === SLASH) return isLetter(text.charCodeAt(at + 2))
  if (next === BANG) return text.startsWith('--', at + 2) || text.startsWith('[CDATA[', at + 2)
  if (!isLetter(next)) return false
  TAG_WITH_ATTRIBUTE.lastIndex = at + 1
  if (TAG_WITH_ATTRIBUTE.test(text)) return true
  if (!isFirstOnLine(text, at)) return false
  TAG_ALONE.lastIndex = at + 1
  return TAG_ALONE.test(text)
}

function isFirstOnLine(text: string, at: number): boolean {
  for (let before = at - 1; before >= 0 && at - before < 400; before--) {
    const code = text.charCodeAt(before)
    if (code === LF || code === CR) return true
    if (!isSpace(code)) return false
  }
  return false
}
