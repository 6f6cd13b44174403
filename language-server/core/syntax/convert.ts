import { applyEdits, type Edit } from '../text/edit.ts'
import type { Span } from '../text/span.ts'
import { expressionEnd } from './csharp-boundary.ts'
import { decode, encodeExpressionContent, encodeExpressionValue } from './decode.ts'
import { entityAt } from './entities.ts'
import { parse } from './parse.ts'
import { walk } from './query.ts'
import type { Expression } from './tree.ts'

/**
 * Turns a document of one dialect into the other. Only expressions differ: in `xml` they are escaped, in `rawxml` they may be
 * plain C#. Everything else, white space and mistakes included, stays as it is.
 */

/** A document as content of the format `xml`; what is escaped already stays so. */
export function toXml(text: string): string {
  return applyEdits(text, edits(text, 'rawxml', escapeEdit))
}

/** A document of the format `xml` with its expressions as plain C#, as people write them. */
export function toRawXml(text: string): string {
  return applyEdits(text, edits(text, 'xml', unescapeEdit))
}

/** The edit that escapes one expression for strict XML: a fix for a single mistake. */
export function escapeEdit(text: string, expression: Span, quote: '"' | "'" | ''): Edit | undefined {
  const raw = text.slice(expression.start, expression.end)
  // White space in an attribute is read back as single spaces; a line end that means something must be kept as a reference.
  const keepLines = quote !== '' && /\/\/|@"|@\$"|\$@"/.test(decode(raw, { start: 0, end: raw.length }).text)
  // A `>` is legal, but a type argument with one side escaped reads badly.
  const generic = raw.includes('<')
  const newText = raw.replace(quote === '' ? /\]\]>|[<>&]/g : /[<>&"'\r\n]/g, (found, at: number) => {
    if (found === '&') return entityAt(raw, at) === undefined ? '&amp;' : found
    if (found === '<') return '&lt;'
    if (found === '>') return generic ? '&gt;' : found
    if (found === ']]>') return ']]&gt;'
    if (found === '"' || found === "'") return found !== quote ? found : found === '"' ? '&quot;' : '&apos;'
    return keepLines ? `&#${found.charCodeAt(0)};` : found
  })
  return newText === raw ? undefined : { span: expression, newText }
}

function unescapeEdit(text: string, expression: Span, quote: '"' | "'" | ''): Edit | undefined {
  const raw = text.slice(expression.start, expression.end)
  if (!raw.includes('&')) return undefined
  const { text: code } = decode(text, expression)
  const newText = quote === '' ? encodeExpressionContent(code, 'rawxml') : encodeExpressionValue(code, 'rawxml', quote)
  // C# that is broken so that its end would not be found stays escaped, which both dialects can read.
  const end = expressionEnd(newText, 1, newText.length, { at: 0, stringStart: -1, unbalanced: '' })
  if (newText === raw || end !== newText.length) return undefined
  return { span: expression, newText }
}

type EditOf = (text: string, expression: Span, quote: '"' | "'" | '') => Edit | undefined

function edits(text: string, dialect: 'rawxml' | 'xml', editOf: EditOf): Edit[] {
  const found: Edit[] = []
  const add = (expression: Expression, quote: '"' | "'" | ''): void => {
    const edit = editOf(text, { start: expression.start, end: expression.end }, quote)
    if (edit !== undefined) found.push(edit)
  }
  walk(parse(text, dialect), {
    expression(expression, owner) {
      if (!expression.terminated || expression.verbatim) return
      if (owner.kind === 'element') add(expression, '')
      else if (owner.value !== undefined && owner.value.quote !== '') add(expression, owner.value.quote)
    },
  })
  return found
}
