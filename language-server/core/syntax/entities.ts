import { AMPERSAND, HASH, SEMICOLON } from './characters.ts'

/** One character or entity of a text: the code point it stands for and the length of its notation. */
export interface Entity {
  readonly codePoint: number
  readonly length: number
}

const NAMED: readonly (readonly [string, number])[] = [
  ['&quot;', 34],
  ['&amp;', 38],
  ['&lt;', 60],
  ['&gt;', 62],
  ['&apos;', 39],
]
/** `&#x10FFFF;` with some leading zeros; longer notations are not recognised. */
const LONGEST_REFERENCE = 16

const isXmlCharacter = (codePoint: number): boolean =>
  codePoint === 9 ||
  codePoint === 10 ||
  codePoint === 13 ||
  (codePoint >= 0x20 && codePoint <= 0xd7ff) ||
  (codePoint >= 0xe000 && codePoint <= 0xfffd) ||
  (codePoint >= 0x10000 && codePoint <= 0x10ffff)

/**
 * Reads the predefined entity or character reference that begins at `at`.
 * @returns undefined when no entity that XML knows without a DTD begins there.
 * @see https://www.w3.org/TR/xml/#sec-predefined-ent
 */
export function entityAt(text: string, at: number): Entity | undefined {
  if (text.charCodeAt(at) !== AMPERSAND) return undefined
  for (const [notation, codePoint] of NAMED) {
    if (text.startsWith(notation, at)) return { codePoint, length: notation.length }
  }
  if (text.charCodeAt(at + 1) !== HASH) return undefined
  const notation = text.slice(at, at + LONGEST_REFERENCE)
  const digits = /^&#(?:x([0-9A-Fa-f]+)|([0-9]+));/.exec(notation)
  if (digits === null) return undefined
  const codePoint = digits[1] === undefined ? Number.parseInt(digits[2] ?? '', 10) : Number.parseInt(digits[1], 16)
  return isXmlCharacter(codePoint) ? { codePoint, length: digits[0].length } : undefined
}

/** The offset behind what looks like an entity (`&word;` or `&#…;`) at `at`, or -1 when it is a bare ampersand. */
export function entityLookalikeEnd(text: string, at: number): number {
  const end = text.indexOf(';', at)
  if (end < 0 || end - at > 40) return -1
  return /^&#?[\w.:-]+$/.test(text.slice(at, end)) && text.charCodeAt(end) === SEMICOLON ? end + 1 : -1
}
