/** A stretch of one line, as editors count: both numbers from 0, in UTF-16 units. */
export interface Place {
  readonly line: number
  readonly start: number
  readonly end: number
}

export type MentionKind =
  | 'fragment'
  | 'named-value'
  | 'back-end'
  | 'logger'
  | 'certificate'
  | 'schema'
  | 'api'
  | 'operation'
  | 'product'
  | 'variable'

/** One place at which a file uses a name. */
export interface Mention extends Place {
  readonly kind: MentionKind
  readonly name: string
  /** Of a variable only: this place gives it its value. */
  readonly sets?: true
}

/**
 * Copies a string once and gives the copy for every equal one. A name that is cut out of a text keeps all of the text in memory, and the
 * texts of a workspace are not kept.
 */
export type Intern = (text: string) => string

export function createIntern(): Intern {
  const known = new Map<string, string>()
  return (text) => {
    const found = known.get(text)
    if (found !== undefined) return found
    const copy: unknown = JSON.parse(JSON.stringify(text))
    const own = typeof copy === 'string' ? copy : text
    known.set(own, own)
    return own
  }
}
