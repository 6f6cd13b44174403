import type { Analysis, Meaning } from '../model/analysis.ts'
import { readValue, textParts, type Value } from '../model/value.ts'
import { decodeText } from '../syntax/decode.ts'
import { attribute } from '../syntax/query.ts'
import type { Element } from '../syntax/tree.ts'
import type { Span } from '../text/span.ts'

/** What a rule asks of the values of one element. */

/** The literal text of an attribute, trimmed; undefined when it is absent, an expression, or not known before deployment. */
export function literal({ attributes }: Meaning, name: string): string | undefined {
  const value = attributes.find((each) => each.name === name)?.value
  return value?.kind === 'literal' ? value.text.trim() : undefined
}

export const hasAttribute = ({ attributes }: Meaning, name: string): boolean =>
  attributes.some((each) => each.name === name)

/** The value of an attribute as it is written, named values included and entities decoded; undefined when it is absent or an expression. */
export function written({ attributes }: Meaning, name: string): string | undefined {
  const found = attributes.find((each) => each.name === name)
  if (found === undefined || found.value?.kind === 'expression') return undefined
  const raw = found.attribute.value?.raw
  return raw === undefined ? undefined : decodeText(raw).trim()
}

/** Where the value of an attribute stands; the attribute itself when it has none. */
export function valueSpan(element: Element, name: string): Span | undefined {
  const found = attribute(element, name)
  if (found === undefined) return undefined
  const { start, end } = found.value ?? found
  return { start, end }
}

/** The text of an element as a value. */
export const contentOf = (element: Element, { text, options }: Analysis): Value =>
  readValue(textParts(element), text, options)

/** The literal text of an element, trimmed; undefined when it is an expression or not known before deployment. */
export function literalContent(element: Element, analysis: Analysis): string | undefined {
  const value = contentOf(element, analysis)
  return value.kind === 'literal' ? value.text.trim() : undefined
}

/** Where the text of an element stands, without the white space around it. */
export function contentSpan(element: Element, text: string): Span {
  const end = element.close?.start ?? element.end
  const content = text.slice(element.openEnd, end)
  const start = element.openEnd + content.length - content.trimStart().length
  return { start, end: Math.max(start, start + content.trim().length) }
}

/** The elements below one that have one of these names, at any depth. */
export function descendants(meaning: Meaning, analysis: Analysis, ...names: readonly string[]): readonly Meaning[] {
  if (meaning.elements.length === 0) return NONE
  const found: Meaning[] = []
  const look = ({ elements }: Meaning): void => {
    for (const element of elements) {
      const child = analysis.meaningOf(element)
      if (child === undefined || child.role === 'foreign') continue
      if (names.includes(child.name)) found.push(child)
      look(child)
    }
  }
  look(meaning)
  return found
}

const NONE: readonly Meaning[] = []

/** Whether header names are the same: upper and lower case do not count. */
export const isHeader = (name: string | undefined, ...headers: readonly string[]): boolean =>
  name !== undefined && headers.some((header) => header.toLowerCase() === name.toLowerCase())
