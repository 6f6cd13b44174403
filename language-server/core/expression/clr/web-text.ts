import { decodeUtf8, encodeUtf8 } from './utf8.ts'

const hex = (byte: number): string => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`

function percentEncode(text: string, kept: RegExp, space: string): string {
  let result = ''
  for (const byte of encodeUtf8(text)) {
    const char = String.fromCharCode(byte)
    result += byte === 32 ? space : byte < 128 && kept.test(char) ? char : hex(byte)
  }
  return result
}

/** `Uri.EscapeDataString`: everything but RFC 3986's unreserved characters. */
export const escapeData = (text: string): string => percentEncode(text, /[A-Za-z0-9\-_.~]/, '%20')
/** `Uri.EscapeUriString`. */
export const escapeUri = (text: string): string => percentEncode(text, /[A-Za-z0-9\-_.~:/?#[\]@!$&'()*+,;=]/, '%20')
/** `WebUtility.UrlEncode`. */
export const urlEncode = (text: string): string => percentEncode(text, /[A-Za-z0-9\-_.!*()]/, '+')
/** A field of a form. */
export const formEncode = (text: string): string => percentEncode(text, /[A-Za-z0-9\-_.~]/, '+')

/** Percent signs that begin no byte stay. */
export function percentDecode(text: string): string {
  return text.replace(/(?:%[0-9a-fA-F]{2})+/g, (run) =>
    decodeUtf8(Uint8Array.from(run.slice(1).split('%'), (pair) => Number.parseInt(pair, 16))),
  )
}

export const formDecode = (text: string): string => percentDecode(text.replaceAll('+', ' '))

export function htmlEncode(text: string): string {
  let result = ''
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0
    const named = htmlNames[char]
    result += named ?? ((code >= 160 && code <= 255) || code > 0xffff ? `&#${code};` : char)
  }
  return result
}

const htmlNames: Readonly<Record<string, string>> = {
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '&': '&amp;',
}
/** The names of U+00A0 to U+00FF in order: https://www.w3.org/TR/html401/sgml/entities.html#h-24.2 */
const latinNames =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml'.split(
    ' ',
  )
const htmlEntities: Readonly<Record<string, string>> = {
  ...Object.fromEntries(latinNames.map((name, index) => [name, String.fromCharCode(160 + index)])),
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  amp: '&',
  euro: '€',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  bull: '•',
  hellip: '…',
  trade: '™',
}

export function htmlDecode(text: string): string {
  return text.replace(
    /&(?:#(\d+)|#[xX]([0-9a-fA-F]+)|(\w+));/g,
    (whole, decimal?: string, hexadecimal?: string, name?: string) => {
      if (name !== undefined) return htmlEntities[name] ?? whole
      const code = decimal !== undefined ? Number(decimal) : Number.parseInt(hexadecimal ?? '', 16)
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
    },
  )
}
