import { AMPERSAND, AT, isSpace, LESS, OPEN_BRACE, OPEN_PAREN, skipSpace, trimEnd } from './characters.ts'
import { expressionEnd } from './csharp-boundary.ts'
import { entityAt, entityLookalikeEnd } from './entities.ts'
import { expressionFailed, reportUnbalanced, reportUnescaped } from './expression-mistakes.ts'
import { NamedValueNode, namedValueEnd, TextNode } from './named-values.ts'
import { type ElementNode, ExpressionNode } from './nodes.ts'
import { type ParseState, quoted } from './parse-state.ts'
import { indexWithin } from './scan-budget.ts'
import { checkStrictText } from './strict.ts'
import type { Attribute, Element } from './tree.ts'

/** Reads character data up to the next markup. */
export function parseText(state: ParseState, at: number): number {
  const { text, length } = state
  const start = skipSpace(text, at, length)
  const first = text.charCodeAt(start)
  if (first === LESS || start === length) {
    state.add(new TextNode(text, at, start))
    return start
  }
  if (first === AT && beginsExpression(text, start) && isFirstContent(state)) {
    if (start > at) state.add(new TextNode(text, at, start))
    return parseTextExpression(state, start)
  }
  return parseLiteral(state, at, start)
}

export function beginsExpression(text: string, at: number): boolean {
  const bracket = text.charCodeAt(at + 1)
  return bracket === OPEN_PAREN || bracket === OPEN_BRACE
}

/** True when only white space and comments stand before, so that an expression could be the whole text. */
export function isFirstContent(state: ParseState): boolean {
  if (state.current.kind === 'document') return false
  for (let index = state.top - 1; index >= state.mark; index--) {
    const node = state.nodes[index]
    if (node === undefined || node.kind === 'comment') continue
    if (node.kind !== 'text' || skipSpace(state.text, node.start, node.end) < node.end) return false
  }
  return true
}

function parseLiteral(state: ParseState, at: number, from: number): number {
  const { text, length } = state
  let partStart = at
  let offset = from
  while (offset < length) {
    const code = text.charCodeAt(offset)
    if (code === LESS) break
    if (code === AMPERSAND) offset = checkEntity(state, offset, ownerOf(state))
    else if (code === OPEN_BRACE && text.charCodeAt(offset + 1) === OPEN_BRACE) {
      const end = namedValueEnd(text, offset, length)
      if (end < 0 || (isLiquid(state.current) && isSpace(text.charCodeAt(offset + 2)))) {
        if (end < 0) checkBrokenNamedValue(state, offset)
        offset += 2
        continue
      }
      if (partStart < offset) state.add(new TextNode(text, partStart, offset))
      state.add(new NamedValueNode(text, offset, end))
      partStart = end
      offset = end
    } else offset++
  }
  if (partStart < offset) state.add(new TextNode(text, partStart, offset))
  if (state.strict) checkStrictText(state, at, offset)
  return offset
}

const ownerOf = (state: ParseState): ElementNode | undefined =>
  state.current.kind === 'element' ? state.current : undefined

/** `set-body template="liquid"` and its like: `{{ … }}` with white space and `{% … %}` are Liquid's there. */
function isLiquid(node: ParseState['current']): boolean {
  if (node.kind === 'document') return false
  return node.attributes.some((attribute) => attribute.name === 'template' && attribute.value?.raw === 'liquid')
}

/** Tells of `{{name}` and `{{name` where it is surely meant as a named value: alone in its text. */
function checkBrokenNamedValue(state: ParseState, at: number): void {
  if (isLiquid(state.current)) return
  const match = /^\{\{\s{0,8}([\w.-]{1,256})\s{0,8}\}?(?=\s{0,80}<)/.exec(state.text.slice(at, at + 400))
  if (match === null) return
  const where = { start: at, end: at + match[0].length }
  state.report(
    'unterminated-named-value',
    where,
    `The named value is not closed: expected '{{${match[1]}}}'.`,
    ownerOf(state),
  )
}

/**
 * Checks the `&` at an offset, which must begin an entity.
 * @returns the offset to go on from
 */
export function checkEntity(state: ParseState, at: number, owner: Element | Attribute | undefined): number {
  const entity = entityAt(state.text, at)
  if (entity !== undefined) return at + entity.length
  const end = entityLookalikeEnd(state.text, at)
  if (end > 0) {
    const message = `Unknown entity '${state.text.slice(at, end)}': use '&quot;', '&amp;', '&lt;', '&gt;', '&apos;' or a number such as '&#160;'.`
    state.report('invalid-entity', { start: at, end }, message, owner)
    return end
  }
  state.report('raw-ampersand', { start: at, end: at + 1 }, "An '&' must be written '&amp;' here.", owner)
  return at + 1
}

function parseTextExpression(state: ParseState, at: number): number {
  const { text, length } = state
  const owner = ownerOf(state)
  const limit = state.strict ? markupStart(text, at, length) : state.budget.limit(at)
  const end = expressionEnd(text, at + 1, limit, state.failure)
  if (end < 0) {
    const rawEnd = state.strict ? unescapedEnd(state, at) : -1
    if (rawEnd < 0) return parseBrokenExpression(state, at, limit)
    reportUnescaped(state, at, rawEnd, owner)
    state.add(new ExpressionNode(text, at, rawEnd, true))
    return rawEnd
  }
  if (state.strict) {
    reportUnescaped(state, at, end, owner)
    checkStrictText(state, at, end)
  }
  reportUnbalanced(state, at, owner)
  state.add(new ExpressionNode(text, at, end, true))
  const next = skipSpace(text, end, length)
  if (next < length && text.charCodeAt(next) !== LESS) {
    const rest = indexWithin(text, '<', next, length)
    const restEnd = trimEnd(text, next, rest < 0 ? length : rest)
    const message = `Text behind the expression: an expression must be the whole text, but ${quoted(text, next, restEnd)} follows its closing '${text[end - 1]}'.`
    state.report('text-after-value', { start: next, end: restEnd }, message, owner)
    return parseLiteral(state, end, next)
  }
  return end
}

function markupStart(text: string, at: number, length: number): number {
  const next = text.indexOf('<', at)
  return next < 0 ? length : next
}

/** The end of an expression written as in `rawxml` in a document that should be XML, when it is one as a whole; else -1. */
function unescapedEnd(state: ParseState, at: number): number {
  const limit = state.budget.limit(at)
  const end = expressionEnd(state.text, at + 1, limit, state.failure)
  const next = end < 0 ? -1 : skipSpace(state.text, end, state.length)
  if (next === state.length || state.text.charCodeAt(next) === LESS) return end
  state.budget.charge(at, end < 0 ? state.failure.at : end)
  return -1
}

/** An expression without end goes on to the close tag of its element, or else to the next line that begins with a tag. */
function parseBrokenExpression(state: ParseState, at: number, limit: number): number {
  const { text } = state
  const owner = ownerOf(state)
  let stop = -1
  if (state.strict) stop = limit
  else {
    if (owner !== undefined) stop = indexWithin(text, `</${owner.name}`, at, limit)
    if (stop < 0) {
      const line = /[\r\n]\s*<[A-Za-z/!]/.exec(text.slice(at, limit))
      stop = line === null ? limit : at + line.index
    }
    state.budget.charge(at, Math.max(stop, state.failure.at))
  }
  const end = trimEnd(text, at, stop)
  const terminated = expressionFailed(state, { start: at, end }, owner)
  if (state.strict) reportUnescaped(state, at, end, owner)
  state.add(new ExpressionNode(text, at, end, terminated))
  return end
}
