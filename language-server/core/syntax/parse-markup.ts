import {
  AT,
  CLOSE_SQUARE,
  GREATER,
  isLetter,
  isSpace,
  LESS,
  LF,
  OPEN_SQUARE,
  skipSpace,
  trimEnd,
} from './characters.ts'
import { expressionEnd } from './csharp-boundary.ts'
import { expressionFailed, reportUnbalanced } from './expression-mistakes.ts'
import { CDataNode, CommentNode, ExpressionNode, InstructionNode } from './nodes.ts'
import { type ParseState, quoted } from './parse-state.ts'
import { beginsExpression, isFirstContent } from './parse-text.ts'
import { indexWithin } from './scan-budget.ts'

/** Reads `<!…`: a comment, CDATA or a DOCTYPE. */
export function parseMarkupDeclaration(state: ParseState, at: number): number {
  const { text } = state
  if (text.startsWith('--', at + 2)) return parseComment(state, at)
  if (text.startsWith('[CDATA[', at + 2)) return parseCData(state, at)
  if (!isLetter(text.charCodeAt(at + 2))) return parseOddBang(state, at)
  let depth = 0
  for (let end = at + 2; end < state.length; end++) {
    const code = text.charCodeAt(end)
    if (code === OPEN_SQUARE) depth++
    else if (code === CLOSE_SQUARE) depth--
    else if (code === GREATER && depth <= 0) {
      state.add(new InstructionNode(at, end + 1))
      return end + 1
    } else if (code === LESS && depth <= 0) break
  }
  const end = brokenOffEnd(state, at)
  state.add(new InstructionNode(at, end))
  const message = "A declaration that begins with '<!' needs a closing '>'; a comment is written '<!-- … -->'."
  state.report('unterminated-instruction', { start: at, end: at + 2 }, message)
  return end
}

/** `<!` in front of anything else: mostly a comment with a typographic dash. */
function parseOddBang(state: ParseState, at: number): number {
  const line = /[\r\n]/.exec(state.text.slice(at, at + 2000))
  const lineEnd = line === null ? Math.min(state.length, at + 2000) : at + line.index
  const close = indexWithin(state.text, '>', at + 2, lineEnd)
  const less = indexWithin(state.text, '<', at + 2, lineEnd)
  const end = close >= 0 && (less < 0 || close < less) ? close + 1 : less >= 0 ? less : lineEnd
  state.add(new InstructionNode(at, end))
  const message = "'<!' begins nothing here: a comment is written '<!-- … -->', with two hyphens."
  state.report('not-well-formed', { start: at, end: Math.min(at + 3, end) }, message)
  return end
}

function parseComment(state: ParseState, at: number): number {
  const { text } = state
  // `--` may stand only at the end of a comment, so the first one should be it.
  let dashes = text.indexOf('--', at + 4)
  if (dashes >= 0 && text.charCodeAt(dashes + 2) !== GREATER) {
    const where = { start: dashes, end: dashes + 2 }
    dashes = state.closer('-->', dashes)
    if (dashes >= 0) state.report('not-well-formed', where, "A comment must not contain '--' before its closing '-->'.")
  }
  if (dashes < 0) {
    const end = brokenOffEnd(state, at)
    state.report('unterminated-comment', { start: at, end: at + 4 }, "The comment is not closed: expected '-->'.")
    state.add(new CommentNode(at, end))
    return end
  }
  state.add(new CommentNode(at, dashes + 3))
  return dashes + 3
}

function parseCData(state: ParseState, at: number): number {
  const close = state.closer(']]>', at + 9)
  if (close < 0) {
    const end = brokenOffEnd(state, at)
    state.report('unterminated-cdata', { start: at, end: at + 9 }, "The CDATA section is not closed: expected ']]>'.")
    state.add(new CDataNode(at, end, undefined))
    return end
  }
  state.add(new CDataNode(at, close + 3, isFirstContent(state) ? expressionWithin(state, at + 9, close) : undefined))
  return close + 3
}

/** CDATA spares an expression its escaping; the service sees its content as it sees any text. */
function expressionWithin(state: ParseState, from: number, to: number): ExpressionNode | undefined {
  const { text } = state
  const start = skipSpace(text, from, to)
  if (text.charCodeAt(start) !== AT || !beginsExpression(text, start)) return undefined
  const owner = state.current.kind === 'element' ? state.current : undefined
  const last = trimEnd(text, start, to)
  const end = expressionEnd(text, start + 1, to, state.failure)
  if (end === last) {
    reportUnbalanced(state, start, owner)
    return new ExpressionNode(text, start, end, true)
  }
  if (end < 0) {
    const terminated = expressionFailed(state, { start, end: last }, owner)
    return new ExpressionNode(text, start, last, terminated)
  }
  const rest = skipSpace(text, end, last)
  const message = `Text behind the expression: an expression must be the whole text, but ${quoted(text, rest, last)} follows its closing '${text[end - 1]}'.`
  state.report('text-after-value', { start: rest, end: last }, message, owner)
  return undefined
}

const BYTE_ORDER_MARK = 0xfeff

export function parseInstruction(state: ParseState, at: number): number {
  const close = state.closer('?>', at + 2)
  if (close < 0) {
    const end = brokenOffEnd(state, at)
    const message = "The processing instruction is not closed: expected '?>'."
    state.report('unterminated-instruction', { start: at, end: at + 2 }, message)
    state.add(new InstructionNode(at, end))
    return end
  }
  const isFirst = at === 0 || (at === 1 && state.text.charCodeAt(0) === BYTE_ORDER_MARK)
  if (!isFirst && /^<\?xml\s/.test(state.text.slice(at, at + 6))) {
    const message = 'An XML declaration must be the very first thing of the document.'
    state.report('not-well-formed', { start: at, end: at + 5 }, message)
  }
  state.add(new InstructionNode(at, close + 2))
  return close + 2
}

/** What is not closed goes on to the next line that begins with a tag, so that the rest keeps its structure. */
function brokenOffEnd(state: ParseState, at: number): number {
  const { text, length } = state
  for (let line = text.indexOf('\n', at); line >= 0; line = text.indexOf('\n', line + 1)) {
    let next = line + 1
    while (next < length && text.charCodeAt(next) !== LF && isSpace(text.charCodeAt(next))) next++
    if (text.charCodeAt(next) === LESS) return line
  }
  return length
}
