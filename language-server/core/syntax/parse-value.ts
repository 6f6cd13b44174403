import {
  AMPERSAND,
  AT,
  CR,
  DOUBLE_QUOTE,
  GREATER,
  isSpace,
  LESS,
  LF,
  OPEN_BRACE,
  QUESTION,
  SINGLE_QUOTE,
  SLASH,
  SPACE,
  skipSpace,
  trimEnd,
} from './characters.ts'
import { expressionEnd } from './csharp-boundary.ts'
import { expressionFailed, reportUnbalanced, reportUnescaped } from './expression-mistakes.ts'
import { type AttributeNode, ExpressionNode } from './nodes.ts'
import { type ParseState, quoted } from './parse-state.ts'
import { beginsExpression, checkEntity } from './parse-text.ts'
import { indexWithin } from './scan-budget.ts'

/**
 * Reads the value behind the `=` at an offset into the attribute.
 *
 * The end of a quoted value is its first matching quote; of one that begins with an expression, the first behind the closing
 * bracket. A value whose quote is missing would run on into the next attribute or element; it is taken to end before what
 * looks like ` name="`, `/>`, `>` or a new tag.
 * @returns the offset behind the value and its quote
 */
export function parseValue(state: ParseState, attribute: AttributeNode, equals: number): number {
  const { text, length } = state
  const open = skipSpace(text, equals + 1, length)
  const quote = text.charCodeAt(open)
  if (quote !== DOUBLE_QUOTE && quote !== SINGLE_QUOTE) return parseUnquoted(state, attribute, open)
  const start = open + 1
  attribute.valueStart = start
  const first = skipSpace(text, start, length)
  if (text.charCodeAt(first) === AT && beginsExpression(text, first))
    return parseExpressionValue(state, attribute, first)
  return parsePlainValue(state, attribute, start)
}

function endValue(attribute: AttributeNode, valueEnd: number, end: number): number {
  attribute.valueEnd = valueEnd
  attribute.end = end
  return end
}

function parsePlainValue(state: ParseState, attribute: AttributeNode, from: number): number {
  const { text, length } = state
  const quote = attribute.quote === '"' ? DOUBLE_QUOTE : SINGLE_QUOTE
  let at = from
  let lessReported = false
  while (at < length) {
    const code = text.charCodeAt(at)
    if (code === quote) {
      const next = text.charCodeAt(at + 1)
      if (next !== SPACE && next !== GREATER && next !== SLASH && next !== LF) {
        if (opensNextValue(state, attribute.valueStart, at)) return unterminatedValue(state, attribute, at)
        const realEnd = endBehindQuotes(state, attribute, at)
        if (realEnd > 0) return endValue(attribute, realEnd, realEnd + 1)
      }
      if (text.charCodeAt(attribute.valueStart) === OPEN_BRACE) checkBrokenNamedValue(state, attribute, at)
      return endValue(attribute, at, at + 1)
    }
    if (code === AMPERSAND) {
      at = checkEntity(state, at, attribute)
      continue
    }
    if (code === LESS) {
      if (!closesOnLine(state, attribute, at)) return unterminatedValue(state, attribute, at)
      if (!lessReported) {
        const where = { start: at, end: at + 1 }
        state.report('raw-less-than', where, "A '<' within a value must be written '&lt;'.", attribute)
      }
      lessReported = true
    }
    at++
  }
  return unterminatedValue(state, attribute, length)
}

const NAME_EQUALS_QUOTE = /[A-Za-z_:][\w:.-]*\s*=\s*["']/y
const BEHIND_QUOTE = /\s*\/?>|\s+[A-Za-z_:][\w:.-]*\s*=\s*["']/y

/**
 * The real end of a value whose text holds a quote, as in `"a "b" c"`: the first further quote on the line that the next
 * attribute or the end of the tag follows. -1 when the quote at the offset does end the value.
 */
function endBehindQuotes(state: ParseState, attribute: AttributeNode, quote: number): number {
  const { text } = state
  const next = text.charCodeAt(quote + 1)
  if (isSpace(next) || next === QUESTION || quote + 1 >= state.length) return -1
  NAME_EQUALS_QUOTE.lastIndex = quote + 1
  if (NAME_EQUALS_QUOTE.test(text)) return -1
  for (let at = quote + 1; at < Math.min(state.length, quote + 2000); at++) {
    const code = text.charCodeAt(at)
    if (code === LF || code === CR || code === LESS) return -1
    if (text[at] !== attribute.quote) continue
    BEHIND_QUOTE.lastIndex = at + 1
    if (!BEHIND_QUOTE.test(text)) continue
    if (attribute.expression === undefined) {
      const written = attribute.quote === '"' ? '&quot;' : '&apos;'
      const message = `A ${attribute.quote} within the value must be written '${written}', unless the value is an expression: '@(…)' or '@{…}'.`
      state.report('text-after-value', { start: quote, end: quote + 1 }, message, attribute)
    }
    return at
  }
  return -1
}

const ENDS_WITH_NAME_EQUALS = /\s[A-Za-z_:][\w:.-]*\s*=\s*$/

/** True when the quote at an offset is the opening one of a next attribute, `… name="`, so that ours is missing. */
function opensNextValue(state: ParseState, start: number, quote: number): boolean {
  const { text } = state
  let before = quote - 1
  while (before > start && isSpace(text.charCodeAt(before))) before--
  if (before <= start || text.charCodeAt(before) !== 61) return false
  const next = text.charCodeAt(quote + 1)
  if (isSpace(next) || next === GREATER || next === SLASH || quote + 1 >= state.length) return false
  return ENDS_WITH_NAME_EQUALS.test(text.slice(Math.max(start - 1, quote - 120), quote))
}

/** True when a value with a `<` in it still has its closing quote on the line, as in `value="a < b"`. */
function closesOnLine(state: ParseState, attribute: AttributeNode, less: number): boolean {
  const { text, length } = state
  const quote = attribute.quote === '"' ? DOUBLE_QUOTE : SINGLE_QUOTE
  for (let at = less + 1; at < length && at < less + 2000; at++) {
    const code = text.charCodeAt(at)
    if (code === LF || code === CR) return false
    if (code !== quote) continue
    if (opensNextValue(state, attribute.valueStart, at)) return false
    const next = text.charCodeAt(at + 1)
    return isSpace(next) || next === GREATER || next === SLASH || next === 63 || at + 1 >= length
  }
  return false
}

/** Ends a value without a closing quote; `reached` is the first offset that cannot belong to it. */
function unterminatedValue(state: ParseState, attribute: AttributeNode, reached: number): number {
  const { text } = state
  const end = brokenValueEnd(text, attribute.expression?.end ?? attribute.valueStart, reached)
  const where = { start: attribute.valueStart - 1, end: Math.max(end, attribute.valueStart) }
  const message = `The value of attribute '${attribute.name}' is not closed: expected ${attribute.quote} behind it.`
  state.report('unterminated-value', where, message, attribute)
  return endValue(attribute, end, end)
}

const NEXT_ATTRIBUTE = /\s+[A-Za-z_:][\w:.-]*\s*=\s*(?:["']|$)/

function brokenValueEnd(text: string, start: number, reached: number): number {
  let window = text.slice(start, Math.min(reached, start + 4000))
  const attribute = NEXT_ATTRIBUTE.exec(window)
  if (attribute !== null) window = window.slice(0, attribute.index)
  const close = /\/?>/.exec(window)
  if (close !== null) return trimEnd(text, start, start + close.index)
  const line = /[\r\n]/.exec(window)
  return trimEnd(text, start, start + (line?.index ?? window.length))
}

function checkBrokenNamedValue(state: ParseState, attribute: AttributeNode, end: number): void {
  const { text } = state
  const { valueStart } = attribute
  if (text.charCodeAt(valueStart) !== OPEN_BRACE || text.charCodeAt(valueStart + 1) !== OPEN_BRACE) return
  const match = /^\{\{\s*([\w.-]+)\s*\}?$/.exec(text.slice(valueStart, Math.min(end, valueStart + 300)))
  if (match === null) return
  const message = `The named value is not closed: expected '{{${match[1]}}}'.`
  state.report('unterminated-named-value', { start: valueStart, end }, message, attribute)
}

/** Words up to a quote that ends a value, of which only the first quote is missing. */
const MISSED_QUOTE = /[^"'<>=\r\n]{1,500}["'](?=\s|\/?>)/y

function parseUnquoted(state: ParseState, attribute: AttributeNode, start: number): number {
  const { text, length } = state
  const first = text.charCodeAt(start)
  attribute.valueStart = start
  if (first === AT && beginsExpression(text, start)) {
    const end = expressionEnd(text, start + 1, state.budget.limit(start), state.failure)
    if (end > 0) {
      attribute.expression = new ExpressionNode(text, start, end, true)
      return endUnquoted(state, attribute, end)
    }
    state.budget.charge(start, state.failure.at)
  }
  let end = start
  while (end < length) {
    const code = text.charCodeAt(end)
    if (isSpace(code) || code === GREATER || code === LESS) break
    if (code === SLASH && text.charCodeAt(end + 1) === GREATER) break
    end++
    if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) break
  }
  MISSED_QUOTE.lastIndex = end
  const missed = end > start && isSpace(text.charCodeAt(end)) ? MISSED_QUOTE.exec(text) : null
  if (missed !== null) end += missed[0].length
  if (end === start) {
    attribute.valueStart = -1
    attribute.end = trimEnd(text, attribute.nameEnd, start)
    const where = { start: attribute.nameStart, end: attribute.end }
    const message = `Attribute '${attribute.name}' has no value: expected '${attribute.name}="…"'.`
    state.report('missing-value', where, message, attribute)
    return attribute.end
  }
  return endUnquoted(state, attribute, end)
}

function endUnquoted(state: ParseState, attribute: AttributeNode, end: number): number {
  const where = { start: attribute.valueStart, end }
  state.report('missing-quotes', where, `The value of attribute '${attribute.name}' must be quoted.`, attribute)
  return endValue(attribute, end, end)
}

function parseExpressionValue(state: ParseState, attribute: AttributeNode, at: number): number {
  const { text, length } = state
  const limit = state.strict ? strictLimit(state, attribute, at) : state.budget.limit(at)
  if (limit < 0) return parsePlainValue(state, attribute, attribute.valueStart)
  const end = expressionEnd(text, at + 1, limit, state.failure)
  if (end < 0) {
    const rawEnd = state.strict ? unescapedEnd(state, attribute, at) : -1
    if (rawEnd < 0) return parseBrokenExpression(state, attribute, at)
    reportUnescaped(state, at, rawEnd, attribute, attribute.quote)
    attribute.expression = new ExpressionNode(text, at, rawEnd, true)
    const close = skipSpace(text, rawEnd, length)
    return endValue(attribute, close, close + 1)
  }
  if (state.strict) reportUnescaped(state, at, end, attribute)
  reportUnbalanced(state, at, attribute)
  attribute.expression = new ExpressionNode(text, at, end, true)
  const quote = attribute.quote === '"' ? DOUBLE_QUOTE : SINGLE_QUOTE
  if (text.charCodeAt(end) === quote) return endValue(attribute, end, end + 1)
  const next = skipSpace(text, end, length)
  if (text.charCodeAt(next) === quote) return endValue(attribute, next, next + 1)
  const result = parsePlainValue(state, attribute, end)
  const restEnd = trimEnd(text, end, attribute.valueEnd)
  if (restEnd > next) {
    const message = `Text behind the expression: an expression must be the whole value, but ${quoted(text, next, restEnd)} follows its closing '${text[end - 1]}'.`
    state.report('text-after-value', { start: next, end: restEnd }, message, attribute)
  }
  return result
}

/** In strict XML the first matching quote ends the value, whatever the C# says; -1 when the quote is missing. */
function strictLimit(state: ParseState, attribute: AttributeNode, at: number): number {
  const quote = indexWithin(state.text, attribute.quote, at, state.length)
  if (quote < 0 || opensNextValue(state, attribute.valueStart, quote)) return -1
  return quote
}

/** The end of an expression written as in `rawxml` in a document that should be XML, when its value ends behind it; else -1. */
function unescapedEnd(state: ParseState, attribute: AttributeNode, at: number): number {
  const { text, length } = state
  const end = expressionEnd(text, at + 1, state.budget.limit(at), state.failure)
  if (end > 0 && text[skipSpace(text, end, length)] === attribute.quote) return end
  state.budget.charge(at, end < 0 ? state.failure.at : end)
  return -1
}

/** An expression whose end cannot be found: its value ends at the quote that is followed by the rest of a tag. */
function parseBrokenExpression(state: ParseState, attribute: AttributeNode, at: number): number {
  const { text } = state
  const limit = state.budget.limit(at)
  const failedAt = state.failure.at
  const line = /[\r\n]\s*<[A-Za-z/!]/.exec(text.slice(at, limit))
  const bound = line === null ? limit : at + line.index
  const close = state.strict ? indexWithin(text, attribute.quote, at, limit) : closingQuote(state, attribute, at, bound)
  const end = trimEnd(text, at, close >= 0 ? close : brokenValueEnd(text, at, bound))
  state.budget.charge(at, Math.max(bound, failedAt))
  const terminated = expressionFailed(state, { start: at, end }, attribute)
  if (state.strict) reportUnescaped(state, at, end, attribute)
  attribute.expression = new ExpressionNode(text, at, end, terminated)
  return close >= 0 ? endValue(attribute, close, close + 1) : endValue(attribute, end, end)
}

const BEHIND_VALUE = /\s*\/>|\s*>\s*(?:<|$)|>|\s+[A-Za-z_:][\w:.-]*\s*=\s*["']/y

/** The first quote of the stretch that is followed by the next attribute or the end of the tag, or -1. */
function closingQuote(state: ParseState, attribute: AttributeNode, start: number, bound: number): number {
  const { text } = state
  let at = indexWithin(text, attribute.quote, start, bound)
  while (at >= 0) {
    BEHIND_VALUE.lastIndex = at + 1
    if (BEHIND_VALUE.test(text)) return at
    at = indexWithin(text, attribute.quote, at + 1, bound)
  }
  return -1
}
