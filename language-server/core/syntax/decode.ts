import { lastIndexWhere } from '../text/last-index.ts'
import type { Span } from '../text/span.ts'
import { AMPERSAND } from './characters.ts'
import { entityAt } from './entities.ts'
import type { Dialect, Expression } from './tree.ts'

/** A stretch of the document with its entities decoded, and the way back from each decoded character. */
export interface Decoded {
  readonly text: string
  /**
   * The offset in the document of a decoded character (UTF-16 units, 0 to `text.length`); a character that was an entity maps
   * to its `&`, the end maps to the end of the stretch.
   */
  toRaw(offset: number): number
  /** The decoded offset of a document offset; one within an entity maps to the character it stands for. */
  toDecoded(rawOffset: number): number
}

/** Decodes the predefined entities and character references; anything else that begins with `&` stays as it is. */
export function decodeText(raw: string): string {
  if (raw.indexOf('&') < 0) return raw
  let out = ''
  let from = 0
  for (let at = raw.indexOf('&'); at >= 0; at = raw.indexOf('&', at)) {
    const entity = entityAt(raw, at)
    if (entity === undefined) {
      at++
      continue
    }
    out += raw.slice(from, at) + String.fromCodePoint(entity.codePoint)
    at += entity.length
    from = at
  }
  return out + raw.slice(from)
}

/**
 * Decodes a stretch of a document and keeps the map between both.
 */
export function decode(text: string, where: Span): Decoded {
  const raw = text.slice(where.start, where.end)
  if (raw.indexOf('&') < 0) return plain(raw, where.start)
  // Decoded and raw offset just behind each entity, and the raw offset of its `&`.
  const decodedEnds: number[] = []
  const rawEnds: number[] = []
  const rawStarts: number[] = []
  let out = ''
  let from = 0
  for (let at = raw.indexOf('&'); at >= 0; at = raw.indexOf('&', at)) {
    const entity = raw.charCodeAt(at) === AMPERSAND ? entityAt(raw, at) : undefined
    if (entity === undefined) {
      at++
      continue
    }
    out += raw.slice(from, at) + String.fromCodePoint(entity.codePoint)
    rawStarts.push(at)
    at += entity.length
    from = at
    decodedEnds.push(out.length)
    rawEnds.push(at)
  }
  if (decodedEnds.length === 0) return plain(raw, where.start)
  const decoded = out + raw.slice(from)

  return {
    text: decoded,
    toRaw(offset) {
      const index = lastAtMost(decodedEnds, offset)
      const next = index + 1
      const base = index < 0 ? offset : (rawEnds[index] ?? 0) + offset - (decodedEnds[index] ?? 0)
      // Between the two halves of a surrogate pair the way back is the entity's start.
      const clamped = next < rawStarts.length ? Math.min(base, rawStarts[next] ?? base) : base
      return where.start + Math.min(clamped, raw.length)
    },
    toDecoded(rawOffset) {
      const relative = Math.max(0, Math.min(rawOffset - where.start, raw.length))
      const index = lastAtMost(rawEnds, relative)
      const next = index + 1
      const inside = next < rawStarts.length ? Math.min(relative, rawStarts[next] ?? relative) : relative
      return index < 0 ? inside : (decodedEnds[index] ?? 0) + inside - (rawEnds[index] ?? 0)
    },
  }
}

/**
 * The C# of an expression as it is compiled, and the way back to the document. Entities in it are decoded in either dialect,
 * as they may be written in both, but not within CDATA.
 */
export function decodeCode(text: string, expression: Expression): Decoded {
  const { code } = expression
  return expression.verbatim ? plain(text.slice(code.start, code.end), code.start) : decode(text, code)
}

function plain(raw: string, start: number): Decoded {
  return {
    text: raw,
    toRaw: (offset) => start + Math.max(0, Math.min(offset, raw.length)),
    toDecoded: (rawOffset) => Math.max(0, Math.min(rawOffset - start, raw.length)),
  }
}

/** The index of the last number of an ascending list that is at most `wanted`, or -1. */
const lastAtMost = (ascending: readonly number[], wanted: number): number =>
  lastIndexWhere(ascending.length, (index) => (ascending[index] ?? 0) <= wanted)

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

const encodeWith = (text: string, characters: RegExp): string =>
  text.replace(characters, (character) => ENTITIES[character] ?? character)

/** Writes literal text as element content, in either dialect. */
export const encodeContent = (text: string): string => encodeWith(text, /[&<>]/g)

/** Writes literal text as an attribute value, in either dialect. */
export const encodeValue = (text: string, quote: '"' | "'" = '"'): string =>
  encodeWith(text, quote === '"' ? /[&<>"]/g : /[&<>']/g)

/**
 * Writes an expression (`@(…)` or `@{…}`, decoded) as element content. In `rawxml` C# stands as it is, but for an `&` that would
 * be read as an entity.
 */
export function encodeExpressionContent(expression: string, dialect: Dialect): string {
  return dialect === 'xml' ? encodeContent(expression) : protectEntities(expression)
}

/** The same as an attribute value. */
export function encodeExpressionValue(expression: string, dialect: Dialect, quote: '"' | "'" = '"'): string {
  return dialect === 'xml' ? encodeValue(expression, quote) : protectEntities(expression)
}

function protectEntities(expression: string): string {
  return expression.replace(/&/g, (ampersand, at: number) =>
    entityAt(expression, at) === undefined ? ampersand : '&amp;',
  )
}
