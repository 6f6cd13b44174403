import { decodeText } from '../../../language-server/core/syntax/decode.ts'
import type {
  Attribute,
  CData,
  Element,
  Expression,
  NamedValue,
  Text,
} from '../../../language-server/core/syntax/tree.ts'
import type { ExpressionCode } from '../expressions.ts'
import { CompileError } from './compile-error.ts'
import { childElements, type PolicySource } from './source.ts'

/** What stands in an attribute or in an element's text once named values are put in. */
export type WrittenValue =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'expression'; readonly source: ExpressionCode }

export type NamedValues = ReadonlyMap<string, { readonly value: string; readonly secret: boolean }>

/**
 * The text of an element that holds a Liquid template. Its outputs look like named values: those that the instance does not know are the
 * template's own.
 */
export function writtenTemplate(element: Element, source: PolicySource, namedValues: NamedValues): string {
  const end = element.close?.start ?? element.end
  const inner = source.text.slice(element.openEnd, end)
  const text = childElements(element).length > 0 ? inner : plainText(inner)
  return text.replace(namedValue, (written, name: string) => namedValues.get(name)?.value ?? written)
}

/** Decoded, but within CDATA. */
const plainText = (text: string): string =>
  text
    .split(/<!\[CDATA\[([\s\S]*?)\]\]>/)
    .map((part, at) => (at % 2 === 1 ? part : decodeText(part.replace(/<!--[\s\S]*?-->/g, ''))))
    .join('')

const namedValue = /(?<!\{)\{\{\s*([\w.-]+)\s*\}\}(?!\})/g

type Piece = Text | Expression | NamedValue | CData

export function writtenAttribute(attribute: Attribute, source: PolicySource, namedValues: NamedValues): WrittenValue {
  return writtenValue(attribute.value?.parts ?? [], source, namedValues)
}

/**
 * The text of an element. When it holds markup (an XML body in `set-body`), the text is that markup as it is written.
 */
export function writtenContent(element: Element, source: PolicySource, namedValues: NamedValues): WrittenValue {
  if (childElements(element).length > 0) {
    const end = element.close?.start ?? element.end
    return { kind: 'literal', text: putIn(source.text.slice(element.openEnd, end), namedValues) }
  }
  const pieces = element.children
    .filter(
      (child): child is Piece =>
        child.kind === 'text' || child.kind === 'expression' || child.kind === 'named-value' || child.kind === 'cdata',
    )
    .map((piece) => (piece.kind === 'cdata' ? (piece.expression ?? piece) : piece))
  return writtenValue(pieces, source, namedValues)
}

/**
 * A value counts as an expression only as a whole, white space aside; a named value may be that expression.
 * https://learn.microsoft.com/azure/api-management/api-management-howto-properties
 */
function writtenValue(pieces: readonly Piece[], source: PolicySource, namedValues: NamedValues): WrittenValue {
  const telling = pieces.filter((piece) => piece.kind !== 'text' || piece.raw.trim() !== '')
  const [only] = telling
  if (telling.length === 1 && only?.kind === 'expression') {
    const raw = source.text.slice(only.code.start, only.code.end)
    // Within CDATA nothing is escaped.
    const code = only.verbatim ? raw : decodeText(raw)
    return { kind: 'expression', source: { code: putIn(code, namedValues), form: only.form } }
  }
  if (telling.length === 1 && only?.kind === 'named-value') {
    const expression = wholeExpression(lookUp(only.name, namedValues))
    if (expression) return { kind: 'expression', source: expression }
  }
  return { kind: 'literal', text: pieces.map((piece) => literal(piece, source, namedValues)).join('') }
}

function literal(piece: Piece, source: PolicySource, namedValues: NamedValues): string {
  const raw = source.text.slice(piece.start, piece.end)
  if (piece.kind === 'named-value') return lookUp(piece.name, namedValues)
  if (piece.kind === 'cdata') return raw.slice('<![CDATA['.length, raw.endsWith(']]>') ? -3 : undefined)
  return piece.kind === 'expression' ? putIn(decodeText(raw), namedValues) : decodeText(raw)
}

/** Only a value that is an expression as a whole: `@(…)` or `@{…}` with nothing around. */
function wholeExpression(value: string): ExpressionCode | undefined {
  const text = value.trim()
  if (text.startsWith('@(') && text.endsWith(')')) return { code: text.slice(2, -1), form: 'paren' }
  if (text.startsWith('@{') && text.endsWith('}')) return { code: text.slice(2, -1), form: 'brace' }
  return undefined
}

/** Replaces `{{name}}`; a value is not searched for further named values. */
function putIn(text: string, namedValues: NamedValues): string {
  if (!text.includes('{{')) return text
  return text.replace(namedValue, (_written, name: string) => lookUp(name, namedValues))
}

function lookUp(name: string, namedValues: NamedValues): string {
  const found = namedValues.get(name)
  if (!found) throw new CompileError(`there is no named value with the display name "${name}" on the instance`)
  return found.value
}
