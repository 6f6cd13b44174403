import type { Analysis } from '../model/analysis.ts'
import { decode } from '../syntax/decode.ts'
import { namedValuesIn } from '../syntax/named-values.ts'
import { attributeText, soleExpression } from '../syntax/query.ts'
import type { Element } from '../syntax/tree.ts'
import { literalContentType } from './content-type.ts'

/** The literal text of one `set-body`: entities read and CDATA unwrapped. */
export interface BodyLiteral {
  readonly text: string
  /** What the Content-Type beside it says; absent: there is none, or it is computed. */
  readonly contentType?: string
  /** The offset in the document of one in the text. */
  toRaw(offset: number): number
}

/** Undefined: the body is an expression, a template, or holds markup. */
export function bodyLiteral(element: Element, { text }: Pick<Analysis, 'text'>): BodyLiteral | undefined {
  const template = attributeText(element, 'template')?.trim().toLowerCase()
  if (element.selfClosing || (template !== undefined && template !== 'none')) return undefined
  if (element.elements.length > 0 || soleExpression(element) !== undefined) return undefined
  const filled = element.children.filter(
    ({ kind, start, end }) => kind !== 'text' || text.slice(start, end).trim() !== '',
  )
  const contentType = literalContentType(element)
  const known = contentType === undefined ? {} : { contentType }
  const [only] = filled
  if (only?.kind === 'cdata' && filled.length === 1) {
    const start = only.start + '<![CDATA['.length
    return { ...known, text: text.slice(start, Math.max(start, only.end - 3)), toRaw: (at) => start + at }
  }
  // Comments and several pieces of CDATA are no literal that a person would write.
  if (filled.some(({ kind }) => kind === 'cdata' || kind === 'comment' || kind === 'instruction')) return undefined
  const decoded = decode(text, { start: element.openEnd, end: element.close?.start ?? element.end })
  return { ...known, text: decoded.text, toRaw: decoded.toRaw }
}

/** What other tools replace before the service sees the text. */
const PLACEHOLDER = /\$\{[^}]*\}|\$\([^)]*\)|#\{[^}]*\}#?|__[A-Za-z][\w.-]*__|<%[^%]*%>/g

/**
 * JSON with something of the same length in the place of each named value and placeholder: letters within a string, a number elsewhere.
 * Undefined: something stands in it that only its tool can read.
 */
export function maskedJson(text: string): string | undefined {
  if (/@[({]|%\{/.test(text)) return undefined
  const replaced = [
    ...namedValuesIn(text, 0, text.length),
    ...[...text.matchAll(PLACEHOLDER)].map(({ index, 0: found }) => ({ start: index, end: index + found.length })),
  ].sort((a, b) => a.start - b.start)
  let masked = ''
  let from = 0
  let isInString = false
  const pass = (until: number): void => {
    for (let at = from; at < until; at++) {
      if (isInString && text[at] === '\\') at++
      else if (text[at] === '"') isInString = !isInString
    }
    masked += text.slice(from, until)
  }
  for (const { start, end } of replaced) {
    if (start < from) continue
    pass(start)
    masked += (isInString ? 'x' : '1').repeat(end - start)
    from = end
  }
  pass(text.length)
  // A format string: `{0}` where a value belongs.
  return /[:[,]\s*\{\w+\}/.test(masked) ? undefined : masked
}
