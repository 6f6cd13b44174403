import { argument } from './clr-exception.ts'

const letters: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\f': '\\f' }

/** A text as a pattern that finds it. */
export const escapePattern = (text: string): string =>
  text.replace(/[\\*+?|{[()^$.# \n\r\t\f]/g, (char) => letters[char] ?? `\\${char}`)

const simple: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
}

/** The text that an escaped pattern finds. @throws ClrException for an escape that nobody knows */
export function unescapePattern(text: string): string {
  return text.replace(
    /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|([0-7]{1,3})|c([@-_a-z])|([\s\S])|$)/g,
    (_whole, hex?: string, unit?: string, octal?: string, control?: string, char?: string) => {
      const code = hex ?? unit
      if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16))
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8) & 0xff)
      if (control !== undefined) return String.fromCharCode(control.toUpperCase().charCodeAt(0) - 64)
      if (char === undefined) throw argument(`parsing "${text}" - Illegal \\ at end of pattern.`)
      const known = simple[char]
      if (known !== undefined) return known
      if (/[\p{L}\p{Mn}\p{Nd}\p{Pc}]/u.test(char))
        throw argument(`parsing "${text}" - Unrecognized escape sequence \\${char}.`)
      return char
    },
  )
}
