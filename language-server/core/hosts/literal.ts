import { lastIndexWhere } from '../text/last-index.ts'
import { type Run, runsOf } from './arm-expression.ts'
import type { Piece, StringLiteral } from './tokens.ts'

/** The text that a string of a host file stands for, and the way back. Interpolations stay as they are written. */
export interface ReadLiteral {
  readonly text: string
  /** The offset in the host file of one in the text. */
  toHost(offset: number): number
}

interface Stretch {
  readonly at: number
  readonly host: number
}

/** Reads a string of a host file. */
export function readLiteral(host: string, literal: StringLiteral): ReadLiteral {
  if (literal.form === 'arm-expression' || literal.form === 'pieces') return readRuns(runsIn(host, literal), literal)
  const string = readString(host, literal)
  return literal.braces === 'doubled' ? withSingleBraces(string) : string
}

/** Holes stay as they are written: `{0}` is a form of something unknown. */
function withSingleBraces(string: ReadLiteral): ReadLiteral {
  const pieces: Stretch[] = []
  let text = ''
  let from = 0
  const add = (value: string, at: number): void => {
    pieces.push({ at: text.length, host: at })
    text += value
  }
  for (const { index, 0: pair } of string.text.matchAll(/\{\{|\}\}/g)) {
    add(string.text.slice(from, index), from)
    add(pair.charAt(0), index)
    from = index + pair.length
  }
  add(string.text.slice(from), from)
  return {
    text,
    toHost(offset) {
      if (offset >= text.length) return string.toHost(string.text.length)
      const piece = pieces[lastIndexWhere(pieces.length, (index) => (pieces[index]?.at ?? 0) <= offset)]
      return string.toHost(piece === undefined ? 0 : piece.host + offset - piece.at)
    },
  }
}

/** A stretch of what an expression makes. */
export interface PlacedRun {
  readonly text: string
  /** Where it begins in what the expression makes. */
  readonly at: number
  /** The string that it is a part of, the same for all its stretches; undefined: it is computed. */
  readonly string: object | undefined
  /** The offset in the host file of one in what the expression makes, from this stretch. */
  toHost(offset: number): number
}

/** What an expression of a template makes, stretch by stretch. */
export function runsIn(host: string, literal: StringLiteral): readonly PlacedRun[] {
  return literal.form === 'pieces' ? placed(runsOfPieces(host, literal.pieces ?? [])) : armRuns(host, literal)
}

/** A stretch of an expression of ARM. */
export interface ArmRun extends PlacedRun {
  readonly string: Run['string']
}

/** The same for an expression of ARM, whose strings stand in one of JSON. */
export function armRuns(host: string, literal: StringLiteral): readonly ArmRun[] {
  const json = readString(host, { ...literal, form: 'json' })
  return placed(
    (runsOf(json.text, literal.choice) ?? []).map(({ text, string, start, end }) => ({
      text,
      string,
      // A doubled quote is one in the text, and a placeholder may be longer than what it stands for.
      toHost: (offset: number) => json.toHost(offset >= text.length ? end : Math.min(start + offset, end)),
    })),
  )
}

type Unplaced = Omit<PlacedRun, 'at'>

const runsOfPieces = (host: string, pieces: readonly Piece[]): readonly Unplaced[] =>
  pieces.map((piece) => {
    if (piece.form !== 'computed') return { string: piece, ...readLiteral(host, piece) }
    const { text, start, end } = piece
    return {
      text,
      string: undefined,
      toHost: (offset) => (offset >= text.length ? end : Math.min(start + offset, end)),
    }
  })

/** One behind the other; each knows where it is by itself before. */
function placed<T extends Unplaced>(runs: readonly T[]): readonly (T & { readonly at: number })[] {
  let next = 0
  return runs.map((run) => {
    const at = next
    next += run.text.length
    return { ...run, at, toHost: (offset: number) => run.toHost(offset - at) }
  })
}

function readRuns(runs: readonly PlacedRun[], { content }: StringLiteral): ReadLiteral {
  return {
    text: runs.map(({ text }) => text).join(''),
    toHost(offset) {
      const run = runs[lastIndexWhere(runs.length, (index) => (runs[index]?.at ?? 0) <= offset)]
      return run?.toHost(offset) ?? content.start
    },
  }
}

function readString(host: string, literal: StringLiteral): ReadLiteral {
  const pieces: Stretch[] = []
  let text = ''
  const add = (value: string, from: number): void => {
    pieces.push({ at: text.length, host: from })
    text += value
  }
  const { start, end } = literal.content
  if (literal.form === 'heredoc') {
    for (const line of linesOf(host, literal))
      readEscapes(host.slice(line.start, line.end), { start: line.start, add, escapes: DOUBLED })
  } else if (literal.form === 'bicep-lines') add(host.slice(start, end), start)
  else readEscapes(host.slice(start, end), { start, add, escapes: /^terraform/.test(literal.form) ? BOTH : ESCAPED })
  return {
    text,
    toHost(offset) {
      if (offset >= text.length) return end
      const piece = pieces[lastIndexWhere(pieces.length, (index) => (pieces[index]?.at ?? 0) <= offset)]
      return piece === undefined ? start : piece.host + offset - piece.at
    },
  }
}

/** The lines of a heredoc without the indentation that is taken away, their ends included. */
function linesOf(host: string, literal: StringLiteral): readonly { readonly start: number; readonly end: number }[] {
  const indentation = indentationOf(host, literal).length
  const found: { start: number; end: number }[] = []
  for (let at = literal.content.start; at < literal.content.end; ) {
    const newline = host.indexOf('\n', at)
    const end = newline < 0 || newline >= literal.content.end ? literal.content.end : newline + 1
    const blank = /^[ \t]*/.exec(host.slice(at, end))?.[0].length ?? 0
    found.push({ start: at + Math.min(indentation, blank), end })
    at = end
  }
  return found
}

/** What stands in front of every line of an indented heredoc and is no part of its text. */
export function indentationOf(host: string, { content, heredoc }: StringLiteral): string {
  if (heredoc?.indented !== true) return ''
  const filled = host
    .slice(content.start, content.end)
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => /^[ \t]*/.exec(line)?.[0] ?? '')
  return filled.reduce((least, one) => (one.length < least.length ? one : least), filled[0] ?? '')
}

/** What stands behind a backslash. */
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }

/** The escapes of JSON, Bicep and Terraform strings do not contradict one another. */
const ESCAPED = /\\(?:u\{([0-9A-Fa-f]+)\}|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|([\s\S]))/g
/** `$${` and `%%{` of Terraform. */
const DOUBLED = /(?:(?!))()()()()|([$%])\5\{/g
const BOTH = new RegExp(`${ESCAPED.source}|([$%])\\5\\{`, 'g')

interface Escaped {
  readonly start: number
  readonly escapes: RegExp
  readonly add: (value: string, from: number) => void
}

function readEscapes(written: string, { start, escapes, add }: Escaped): void {
  let from = 0
  for (const match of written.matchAll(escapes)) {
    const [all, braced, four, eight, one, doubled] = match
    if (match.index > from) add(written.slice(from, match.index), start + from)
    const code = braced ?? four ?? eight
    if (doubled !== undefined) {
      add(doubled, start + match.index)
      add('{', start + match.index + all.length - 1)
    } else if (code !== undefined) add(characterOf(code, all), start + match.index)
    else add(ESCAPES[one ?? ''] ?? one ?? '', start + match.index)
    from = match.index + all.length
  }
  if (from < written.length) add(written.slice(from), start + from)
}

function characterOf(hexadecimal: string, written: string): string {
  const code = Number.parseInt(hexadecimal, 16)
  return code <= 0x10ffff ? String.fromCodePoint(code) : written
}
