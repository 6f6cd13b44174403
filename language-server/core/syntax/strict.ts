import type { ParseState } from './parse-state.ts'

/**
 * What XML forbids anywhere in a document, beyond what the parser meets on its way: checked only where the whole text must be
 * XML. Compared with expat and with fast-xml-parser's validator, this and the parser together refuse every document they
 * refuse; the validator passes some that expat refuses and stops at the first fault, so it serves as a check in the tests only.
 */

/** @see https://www.w3.org/TR/xml/#charsets (lone surrogates are left out: they cannot be written to a file). */
const isForbidden = (code: number): boolean =>
  (code < 32 && code !== 9 && code !== 10 && code !== 13) || code === 0xfffe || code === 0xffff

export function checkStrictCharacters(state: ParseState): void {
  const { text } = state
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (!isForbidden(code)) continue
    const written = code.toString(16).toUpperCase().padStart(4, '0')
    const where = { start: at, end: at + 1 }
    state.report('not-well-formed', where, `The character U+${written} must not occur in XML.`)
  }
}

/** `]]>` may stand only at the end of CDATA. */
export function checkStrictText(state: ParseState, start: number, end: number): void {
  const found = state.text.slice(start, end).indexOf(']]>')
  if (found < 0) return
  const where = { start: start + found, end: start + found + 3 }
  state.report('not-well-formed', where, "']]>' in text must be written ']]&gt;'.")
}
