import {
  AT,
  DOUBLE_QUOTE,
  EQUALS,
  GREATER,
  isNameStart,
  isSpace,
  LESS,
  OPEN_BRACE,
  SINGLE_QUOTE,
  SLASH,
  skipName,
  skipSpace,
  trimEnd,
} from './characters.ts'
import { AttributeNode, type ElementNode } from './nodes.ts'
import { type ParseState, quoted } from './parse-state.ts'
import { beginsExpression } from './parse-text.ts'
import { parseValue } from './parse-value.ts'

/**
 * Reads the attributes and the end of an open tag, from behind its name on.
 * @returns the offset behind the tag
 */
export function parseTagRest(state: ParseState, element: ElementNode, from: number): number {
  const { text, length } = state
  const { attributes } = state
  state.attributeCount = 0
  let at = from
  let behindValue = false
  for (;;) {
    const before = at
    at = skipSpace(text, at, length)
    if (at >= length) return finish(state, element, brokenTag(state, element, before))
    const code = text.charCodeAt(at)
    if (code === GREATER) return finish(state, element, at + 1)
    if (code === SLASH && text.charCodeAt(at + 1) === GREATER) {
      element.selfClosing = true
      return finish(state, element, at + 2)
    }
    if (code === SLASH) {
      const close = skipSpace(text, at + 1, length)
      if (text.charCodeAt(close) === GREATER) {
        element.selfClosing = true
        const message = "No white space may stand between '/' and '>'."
        state.report('not-well-formed', { start: at, end: close + 1 }, message, element)
        return finish(state, element, close + 1)
      }
    }
    if (code === LESS) return finish(state, element, brokenTag(state, element, before))
    if (isNameStart(code)) {
      if (behindValue && before === at) {
        const message = 'A space is missing between two attributes.'
        state.report('missing-space', { start: at, end: at + 1 }, message, element)
      }
      const attribute = new AttributeNode(element, at, skipName(text, at))
      if (state.attributeCount > 0) checkDuplicate(state, attribute)
      attributes[state.attributeCount++] = attribute
      at = parseAttributeRest(state, attribute)
      behindValue = attribute.valueStart >= 0
    } else if (before === at && (code === OPEN_BRACE || (code === AT && beginsExpression(text, at)))) {
      // Content that follows on a name or value at once: it is the `>` between them that is missing.
      return finish(state, element, brokenTag(state, element, at))
    } else {
      at = skipOdd(state, element, at)
      behindValue = false
    }
  }
}

function finish(state: ParseState, element: ElementNode, end: number): number {
  const { attributes, attributeCount } = state
  if (attributeCount > 0) element.attributes = attributes.slice(0, attributeCount)
  element.openEnd = end
  element.end = end
  return end
}

function parseAttributeRest(state: ParseState, attribute: AttributeNode): number {
  const { text, length } = state
  const equals = skipSpace(text, attribute.nameEnd, length)
  const code = text.charCodeAt(equals)
  if (code === EQUALS) return parseValue(state, attribute, equals)
  const where = { start: attribute.nameStart, end: attribute.nameEnd }
  if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) {
    const message = `Attribute '${attribute.name}' needs an '=' before its value.`
    state.report('missing-equals', where, message, attribute)
    return parseValue(state, attribute, equals - 1)
  }
  const message = `Attribute '${attribute.name}' has no value: expected '${attribute.name}="…"'.`
  state.report('missing-value', where, message, attribute)
  return attribute.nameEnd
}

function checkDuplicate(state: ParseState, attribute: AttributeNode): void {
  const { text, attributes, attributeCount } = state
  const size = attribute.nameEnd - attribute.nameStart
  // Nobody writes more attributes by hand; a limit keeps the comparison of all pairs from growing without bound.
  const compared = Math.min(attributeCount, 200)
  for (let index = 0; index < compared; index++) {
    const other = attributes[index]
    if (other === undefined || other.nameEnd - other.nameStart !== size) continue
    if (!sameText(text, other.nameStart, attribute.nameStart, size)) continue
    const where = { start: attribute.nameStart, end: attribute.nameEnd }
    state.report('duplicate-attribute', where, `Attribute '${attribute.name}' is given twice.`, attribute)
    return
  }
}

export function sameText(text: string, a: number, b: number, size: number): boolean {
  for (let index = 0; index < size; index++) {
    if (text.charCodeAt(a + index) !== text.charCodeAt(b + index)) return false
  }
  return true
}

/** Characters that can begin nothing in a tag: passed over up to the next place where something can. */
function skipOdd(state: ParseState, element: ElementNode, at: number): number {
  const { text, length } = state
  let end = at + 1
  while (end < length) {
    const code = text.charCodeAt(end)
    if (isSpace(code) || code === GREATER || code === LESS) break
    if (code === SLASH && text.charCodeAt(end + 1) === GREATER) break
    end++
  }
  const odd = quoted(text, at, end)
  const first = text.charCodeAt(at)
  if (first === DOUBLE_QUOTE || first === SINGLE_QUOTE || (state.attributeCount > 0 && first !== EQUALS)) {
    const message = `Unexpected ${odd} in the tag '${element.name}': a quote within a value must be written '&quot;'.`
    state.report('text-after-value', { start: at, end }, message, element)
  } else {
    const message = `Unexpected ${odd} in the tag '${element.name}': expected an attribute, '>' or '/>'.`
    state.report('invalid-name', { start: at, end }, message, element)
  }
  return end
}

/** A tag without `>` ends behind the last thing that belongs to it. */
function brokenTag(state: ParseState, element: ElementNode, from: number): number {
  const end = trimEnd(state.text, element.nameEnd, from)
  if (element.nameEnd > element.nameStart) {
    const message = `The tag '<${element.name}' is not closed: expected '>' or '/>'.`
    state.report('unterminated-tag', { start: element.nameStart, end: element.nameEnd }, message, element)
  }
  return end
}
