/** Character codes and classes of the dialect. Tables are for ASCII; everything above it counts as a letter of a name. */

export const TAB = 9
export const LF = 10
export const CR = 13
export const SPACE = 32
export const BANG = 33
export const DOUBLE_QUOTE = 34
export const HASH = 35
export const DOLLAR = 36
export const AMPERSAND = 38
export const SINGLE_QUOTE = 39
export const OPEN_PAREN = 40
export const CLOSE_PAREN = 41
export const SLASH = 47
export const COLON = 58
export const SEMICOLON = 59
export const LESS = 60
export const EQUALS = 61
export const GREATER = 62
export const QUESTION = 63
export const AT = 64
export const OPEN_SQUARE = 91
export const BACKSLASH = 92
export const CLOSE_SQUARE = 93
export const OPEN_BRACE = 123
export const CLOSE_BRACE = 125
const BYTE_ORDER_MARK = 0xfeff

const NAME_START = 1
const NAME = 2
const VALUE_NAME = 4

const classes = new Uint8Array(128)
for (let code = 65; code <= 90; code++) {
  classes[code] = NAME_START | NAME | VALUE_NAME
  classes[code + 32] = NAME_START | NAME | VALUE_NAME
}
for (let code = 48; code <= 57; code++) classes[code] = NAME | VALUE_NAME
for (const code of [45, 46]) classes[code] = NAME | VALUE_NAME
classes[95] = NAME_START | NAME | VALUE_NAME
classes[COLON] = NAME_START | NAME

export const isSpace = (code: number): boolean =>
  code === SPACE || code === LF || code === TAB || code === CR || code === BYTE_ORDER_MARK

export const isNameStart = (code: number): boolean =>
  code >= 128 ? code !== BYTE_ORDER_MARK : ((classes[code] ?? 0) & NAME_START) !== 0

/** True for the letters, digits, `.`, `-` and `_` of a named value's display name. */
export const isNamedValueCharacter = (code: number): boolean => code < 128 && ((classes[code] ?? 0) & VALUE_NAME) !== 0

/** True for the ASCII letters only, as tag names of policies begin. */
export const isLetter = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 65 && code <= 90)

/** The offset behind the name characters that begin at `at`; `at` itself when there are none. */
export function skipName(text: string, at: number): number {
  let end = at
  for (; end < text.length; end++) {
    const code = text.charCodeAt(end)
    if (code < 128 ? ((classes[code] ?? 0) & NAME) === 0 : code === BYTE_ORDER_MARK) break
  }
  return end
}

/** The first offset from `at` on that holds no white space, at most `limit`. */
export function skipSpace(text: string, at: number, limit: number): number {
  let end = at
  while (end < limit) {
    const code = text.charCodeAt(end)
    if (code !== SPACE && code !== LF && code !== TAB && code !== CR && code !== BYTE_ORDER_MARK) break
    end++
  }
  return end
}

/** The offset behind the last character before `end` that is no white space, at least `start`. */
export function trimEnd(text: string, start: number, end: number): number {
  let at = end
  while (at > start && isSpace(text.charCodeAt(at - 1))) at--
  return at
}
