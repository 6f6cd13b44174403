import type { Span } from '../text/span.ts'
import { CLOSE_BRACE, CLOSE_PAREN, OPEN_BRACE } from './characters.ts'
import { entityAt } from './entities.ts'
import type { ParseState } from './parse-state.ts'
import { indexWithin } from './scan-budget.ts'
import type { Attribute, Element } from './tree.ts'

/**
 * Reports the failure that the boundary scanner left in the state.
 * @param where the expression as far as it is taken to go
 * @returns whether its closing bracket seems to be there, which only a string without end has hidden
 */
export function expressionFailed(state: ParseState, where: Span, owner: Element | Attribute | undefined): boolean {
  const { text, failure } = state
  const bracket = text.charCodeAt(where.start + 1) === OPEN_BRACE ? CLOSE_BRACE : CLOSE_PAREN
  const { stringStart } = failure
  if (stringStart >= where.start && stringStart < where.end) {
    const line = /[\r\n]/.exec(text.slice(stringStart, where.end))
    const end = line === null ? where.end : stringStart + line.index
    const message = 'A C# string is not closed before the end of its line.'
    state.report('unterminated-string', { start: stringStart, end }, message, owner)
    return where.end > where.start + 2 && text.charCodeAt(where.end - 1) === bracket
  }
  const opening = text.slice(where.start, where.start + 2)
  const message = `The expression is not closed: '${opening}' has no matching '${String.fromCharCode(bracket)}'.`
  state.report('unterminated-expression', { start: where.start, end: where.start + 2 }, message, owner)
  return false
}

/** Reports brackets that the scanner has found not to match within an expression that does end. */
export function reportUnbalanced(state: ParseState, at: number, owner: Element | Attribute | undefined): void {
  const { unbalanced } = state.failure
  if (unbalanced === '') return
  const opening = '([{'.indexOf(unbalanced)
  const partner = opening < 0 ? '([{'.charAt(')]}'.indexOf(unbalanced)) : ')]}'.charAt(opening)
  const message = `The brackets within the expression do not match: a '${unbalanced}' has no '${partner}'.`
  state.report('unterminated-expression', { start: at, end: at + 2 }, message, owner)
}

const WHERE_XML = 'in a document of the format xml; rawxml takes expressions as they are'

/**
 * Reports what strict XML does not take in an expression, each kind once: `<`, a bare `&`, and the quote that would end its
 * attribute.
 */
export function reportUnescaped(
  state: ParseState,
  start: number,
  end: number,
  owner: Element | Attribute | undefined,
  quote = '',
): void {
  const { text } = state
  const less = indexWithin(text, '<', start, end)
  if (less >= 0) {
    const message = `A '<' within an expression must be written '&lt;' ${WHERE_XML}.`
    state.report('raw-less-than', { start: less, end: less + 1 }, message, owner)
  }
  let ampersand = indexWithin(text, '&', start, end)
  for (
    let entity = entityAt(text, ampersand);
    ampersand >= 0 && entity !== undefined;
    entity = entityAt(text, ampersand)
  ) {
    ampersand = indexWithin(text, '&', ampersand + entity.length, end)
  }
  if (ampersand >= 0) {
    const message = `An '&' within an expression must be written '&amp;' ${WHERE_XML}.`
    state.report('raw-ampersand', { start: ampersand, end: ampersand + 1 }, message, owner)
  }
  const quoted = quote === '' ? -1 : indexWithin(text, quote, start, end)
  if (quoted >= 0) {
    const written = quote === '"' ? '&quot;' : '&apos;'
    const message = `A ${quote} within an expression must be written '${written}' ${WHERE_XML}.`
    state.report('not-well-formed', { start: quoted, end: quoted + 1 }, message, owner)
  }
}
