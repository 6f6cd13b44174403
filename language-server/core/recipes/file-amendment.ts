/** A text file of the workspace that may be a caller's. */
export interface CallerFile {
  /** Its name, with or without folders. */
  readonly name: string
  readonly text: string
}

export type AmendedFile =
  | { readonly kind: 'amended'; readonly text: string; readonly notes: readonly string[] }
  /** The file is left as it is, and why. */
  | { readonly kind: 'refused'; readonly reason: string }

export type JsonRecord = Readonly<Record<string, unknown>>

export const isRecord = (value: unknown): value is JsonRecord =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** @returns undefined for what is no JSON object. */
export function readJson(text: string): JsonRecord | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isRecord(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** With the indentation, the line ends and the end of the old text. */
export function printJson(value: unknown, old: string): string {
  const indent = /^[{[]\r?\n([ \t]+)/.exec(old.trimStart())?.[1] ?? '  '
  const newline = old.includes('\r\n') ? '\r\n' : '\n'
  const text = JSON.stringify(value, undefined, indent).replaceAll('\n', newline)
  return /\n\s*$/.test(old) ? text + newline : text
}

/** The whole path of a URL, or one below it: an address of the API. Expressions of Data Factory and Logic Apps are none. */
export function isBelow(url: unknown, api: string): boolean {
  if (typeof url !== 'string') return false
  const [one, other] = [url, api].map((text) => text.replace(/[/?#]+$/, '').toLowerCase())
  return one === other || one?.startsWith(`${other}/`) === true || one?.startsWith(`${other}?`) === true
}

/** Lines between two comments, by which they are found and replaced the next time. */
export interface Block {
  /** What begins a comment of the language. */
  readonly comment: '//' | '#'
  readonly lines: readonly string[]
}

const NAME = 'policywright: call of the protected API'

/** Puts the block in place of the one that stands there, or at the end. */
export function withBlock(text: string, { comment, lines }: Block): string {
  const newline = text.includes('\r\n') ? '\r\n' : '\n'
  const block = [`${comment} ${NAME} {`, ...lines, `${comment} } ${NAME}`].join(newline)
  const begin = text.indexOf(`${comment} ${NAME} {`)
  const last = `${comment} } ${NAME}`
  const end = text.indexOf(last, begin)
  if (begin >= 0 && end >= 0) return text.slice(0, begin) + block + text.slice(end + last.length)
  const body = text.replace(/\s+$/, '')
  return `${body}${body === '' ? '' : newline + newline}${block}${newline}`
}
