import { decodeText } from '../syntax/decode.ts'
import type { AttributeValue, CData, Content, Element, Expression, ValuePart } from '../syntax/tree.ts'
import type { Resources } from './options.ts'
import { isTemplated, type PlaceholderForm } from './placeholders.ts'

/**
 * What a reader of the document can know of a value: an expression, a literal text (entities decoded), or nothing, because a
 * named value or a placeholder of a templating tool stands in it.
 */
export type Value =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'expression'; readonly expression: Expression }
  | { readonly kind: 'unknown' }

/** What is known besides the text: values of named values, and whose placeholders stand for something unknown. */
interface Known {
  readonly resources?: Resources | undefined
  readonly placeholders?: readonly PlaceholderForm[] | undefined
}

export { hasPlaceholder } from './placeholders.ts'

type Part = ValuePart | CData

const named = (name: string, resources: Resources | undefined): string | undefined =>
  resources?.namedValues?.find((value) => value.displayName === name && value.secret !== true)?.value

/** Reads a value from its parts. A named value whose text is known and not secret counts as that text. */
export function readValue(parts: readonly Part[], text: string, known: Known = {}): Value {
  let literal = ''
  let expression: Expression | undefined
  for (const part of parts) {
    if (part.kind === 'expression') expression ??= part
    else if (part.kind === 'text') literal += decodeText(part.raw)
    else if (part.kind === 'cdata') literal += text.slice(part.start + '<![CDATA['.length, part.end - ']]>'.length)
    else {
      const value = named(part.name, known.resources)
      if (value === undefined) return { kind: 'unknown' }
      literal += value
    }
  }
  if (expression !== undefined) {
    if (literal.trim() === '') return { kind: 'expression', expression }
    literal = parts.map((part) => text.slice(part.start, part.end)).join('')
  }
  if (isTemplated(literal, known.placeholders) || /^\s*@[({]/.test(literal)) return { kind: 'unknown' }
  return { kind: 'literal', text: literal }
}

const special = /[&@{$%#_<]/

/** Whether a value is literal text as it stands: it holds nothing that can begin an entity, expression, named value or placeholder. */
export const isPlain = (raw: string): boolean => !special.test(raw)

/** Reads the value of an attribute. */
export const readAttribute = (value: AttributeValue, text: string, known: Known = {}): Value =>
  isPlain(value.raw) ? { kind: 'literal', text: value.raw } : readValue(value.parts, text, known)

const isPart = (content: Content): content is Part =>
  content.kind === 'text' || content.kind === 'expression' || content.kind === 'named-value' || content.kind === 'cdata'

/** The character data that stands directly in an element, comments and child elements left out; CDATA that holds an expression is that expression. */
export const textParts = (element: Element): readonly Part[] =>
  element.children.filter(isPart).map((part) => (part.kind === 'cdata' ? (part.expression ?? part) : part))

/** The value of an attribute; undefined when the attribute is absent or has no value. */
export function attributeValue(element: Element, name: string, text: string, known: Known = {}): Value | undefined {
  const value = element.attributes.find((attribute) => attribute.name === name)?.value
  return value === undefined ? undefined : readAttribute(value, text, known)
}

/** The literal text of an attribute; undefined when it is absent, an expression, or unknown. */
export function literalAttribute(element: Element, name: string, text: string): string | undefined {
  const value = attributeValue(element, name, text)
  return value?.kind === 'literal' ? value.text : undefined
}
