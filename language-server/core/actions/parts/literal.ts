import { contentSpan, isHeader } from '../../lint/reading.ts'
import { isSecretName, looksRandom, secretsIn } from '../../lint/secret-likeness.ts'
import type { Analysis, Meaning } from '../../model/analysis.ts'
import { readValue, textParts } from '../../model/value.ts'
import { decodeText } from '../../syntax/decode.ts'
import { contains, type Span, touches } from '../../text/span.ts'
import { isBroken } from './selected-policies.ts'

/** Literal text of an attribute or an element. */
export interface Literal {
  /** Of the text alone, without the white space around it. */
  readonly span: Span
  /** Entities decoded. */
  readonly text: string
  /** What it is called where it stands: a header, a query parameter, an attribute or an element. */
  readonly name: string
  readonly owner: Meaning
  /** Absent for the text of an element. */
  readonly attribute?: Meaning['attributes'][number]
}

/** The literal that a selection stands in; undefined where there is none, or where a part of it is not known. */
export function literalAt(analysis: Analysis, span: Span): Literal | undefined {
  const owner = analysis.meanings.findLast(({ element }) => contains(element, span))
  if (owner === undefined || isBroken(analysis, owner.element) || owner.role === 'foreign') return undefined
  const attribute = owner.attributes.find(
    ({ attribute: { value } }) => value !== undefined && touches(value, span.start) && touches(value, span.end),
  )
  if (attribute !== undefined) return ofAttribute(owner, attribute)
  const { element } = owner
  return element.openEnd <= span.start && span.end <= (element.close?.start ?? 0)
    ? literalContentOf(analysis, owner)
    : undefined
}

function ofAttribute(owner: Meaning, attribute: Meaning['attributes'][number]): Literal | undefined {
  const { value } = attribute.attribute
  if (attribute.value?.kind !== 'literal' || value === undefined || value.quote === '') return undefined
  const raw = value.raw
  const start = value.start + raw.length - raw.trimStart().length
  const end = Math.max(start, value.start + raw.trimEnd().length)
  if (start === end) return undefined
  return { span: { start, end }, text: decodeText(raw).trim(), name: attribute.name, owner, attribute }
}

/** The text of an element when it is a literal and all that is in it. */
export function literalContentOf(analysis: Analysis, owner: Meaning): Literal | undefined {
  const { element } = owner
  if (element.close === undefined || !element.children.every(({ kind }) => kind === 'text')) return undefined
  const content = readValue(textParts(element), analysis.text, analysis.options)
  const span = contentSpan(element, analysis.text)
  if (content.kind !== 'literal' || content.text.trim() === '') return undefined
  const carrier = owner.name === 'value' ? owner.parent : undefined
  const named = carrier?.attributes.find(({ name }) => name === 'name')?.value
  const name = named?.kind === 'literal' ? named.text : owner.name
  return { span, text: content.text.trim(), name, owner }
}

/** Words in front of a token or a key that are no secret themselves. */
const SCHEME = /^(?:Bearer|Basic|ApiKey|Token|SharedKey|SharedAccessSignature) +/i

/** The secret in a literal, in the document's offsets; undefined when it looks like none. */
export function secretIn(analysis: Analysis, { span, text, name }: Literal): Span | undefined {
  const prefix = SCHEME.exec(text)?.[0].length ?? 0
  const bare = text.slice(prefix)
  const isNamed = isSecretName(name) || isHeader(name, 'password', 'client-secret')
  const looksLikeOne =
    secretsIn(text).length > 0 || looksRandom(bare) || (isNamed && bare.length >= 4 && !/^\d+$/.test(bare))
  if (!looksLikeOne) return undefined
  const raw = analysis.text.slice(span.start, span.end)
  return { start: span.start + (SCHEME.exec(raw)?.[0].length ?? 0), end: span.end }
}
