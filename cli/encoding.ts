import { isUtf8 } from 'node:buffer'
import { readFileSync } from 'node:fs'

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be'

const marks: Readonly<Record<Encoding, readonly number[]>> = {
  'utf-8': [0xef, 0xbb, 0xbf],
  'utf-16le': [0xff, 0xfe],
  'utf-16be': [0xfe, 0xff],
}

/** Without a mark UTF-16 shows by the `<` at the beginning, as readers of XML see it: https://www.w3.org/TR/xml/#sec-guessing */
function encodingOf(bytes: Uint8Array): { readonly name: Encoding; readonly isMarked: boolean } {
  const begins = (start: readonly number[]): boolean => start.every((byte, at) => bytes[at] === byte)
  for (const name of ['utf-8', 'utf-16le', 'utf-16be'] as const)
    if (begins(marks[name])) return { name, isMarked: true }
  if (begins([0x3c, 0])) return { name: 'utf-16le', isMarked: false }
  return { name: begins([0, 0x3c]) ? 'utf-16be' : 'utf-8', isMarked: false }
}

/** The text of a file in UTF-8 or UTF-16; a byte order mark is no part of it. */
export const decode = (bytes: Uint8Array): string => new TextDecoder(encodingOf(bytes).name).decode(bytes)

/** Whether bytes are in another encoding than those that are read, so that characters of their text are replaced by U+FFFD. */
export const isDamaged = (bytes: Uint8Array): boolean => encodingOf(bytes).name === 'utf-8' && !isUtf8(bytes)

/** Writes texts in the encoding of a file, with its byte order mark. */
export function encoderLike(bytes: Uint8Array): (text: string) => Buffer {
  const { name, isMarked } = encodingOf(bytes)
  const mark = isMarked ? '\uFEFF' : ''
  if (name === 'utf-8') return (text) => Buffer.from(mark + text, 'utf8')
  return (text) => {
    const written = Buffer.from(mark + text, 'utf16le')
    return name === 'utf-16le' ? written : written.swap16()
  }
}

/** @throws what reading the file throws */
export const readTextFile = (file: string): string => decode(readFileSync(file))
