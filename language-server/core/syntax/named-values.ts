import { CLOSE_BRACE, isNamedValueCharacter, OPEN_BRACE, skipSpace } from './characters.ts'
import type { NamedValue, Text, ValuePart } from './tree.ts'

const NONE: readonly never[] = []

export class TextNode implements Text {
  declare readonly kind: 'text'
  declare readonly start: number
  declare readonly end: number
  declare private readonly source: string

  constructor(source: string, start: number, end: number) {
    this.kind = 'text'
    this.start = start
    this.end = end
    this.source = source
  }

  get raw(): string {
    return this.source.slice(this.start, this.end)
  }
}

export class NamedValueNode implements NamedValue {
  declare readonly kind: 'named-value'
  declare readonly start: number
  declare readonly end: number
  declare private readonly source: string

  constructor(source: string, start: number, end: number) {
    this.kind = 'named-value'
    this.start = start
    this.end = end
    this.source = source
  }

  get name(): string {
    return this.source.slice(this.start + 2, this.end - 2).trim()
  }
}

/**
 * The offset behind the named value `{{name}}` that begins at `at`, or -1.
 *
 * A run of three or more braces is C#'s `$"{{{x}}}"` (an escaped brace and a hole), no named value. White space around the
 * name is allowed; anything else between the braces (`{{ body.x | Upcase }}`) belongs to another template language.
 * @see https://learn.microsoft.com/azure/api-management/api-management-howto-properties
 */
export function namedValueEnd(text: string, at: number, limit: number): number {
  if (text.charCodeAt(at) !== OPEN_BRACE || text.charCodeAt(at + 1) !== OPEN_BRACE) return -1
  if (text.charCodeAt(at - 1) === OPEN_BRACE || text.charCodeAt(at + 2) === OPEN_BRACE) return -1
  const nameStart = skipSpace(text, at + 2, limit)
  let nameEnd = nameStart
  while (nameEnd < limit && isNamedValueCharacter(text.charCodeAt(nameEnd))) nameEnd++
  if (nameEnd === nameStart) return -1
  const close = skipSpace(text, nameEnd, limit)
  if (close + 2 > limit) return -1
  if (text.charCodeAt(close) !== CLOSE_BRACE || text.charCodeAt(close + 1) !== CLOSE_BRACE) return -1
  return text.charCodeAt(close + 2) === CLOSE_BRACE && close + 2 < limit ? -1 : close + 2
}

/** Every named value between two offsets, in order. */
export function namedValuesIn(text: string, start: number, end: number): readonly NamedValue[] {
  const within = text.slice(start, end)
  let at = within.indexOf('{{')
  if (at < 0) return NONE
  const found: NamedValue[] = []
  while (at >= 0) {
    const close = namedValueEnd(text, start + at, end)
    if (close > 0) found.push(new NamedValueNode(text, start + at, close))
    at = within.indexOf('{{', close > 0 ? close - start : at + 1)
  }
  return found
}

/** Character data without expressions as texts and named values that together cover the stretch. */
export function splitParts(text: string, start: number, end: number): readonly ValuePart[] {
  if (start >= end) return NONE
  const parts: ValuePart[] = []
  let at = start
  for (const namedValue of namedValuesIn(text, start, end)) {
    if (at < namedValue.start) parts.push(new TextNode(text, at, namedValue.start))
    parts.push(namedValue)
    at = namedValue.end
  }
  if (at < end) parts.push(new TextNode(text, at, end))
  return parts
}
