import { decodeText, encodeExpressionContent, encodeExpressionValue } from '../../language-server/core/syntax/decode.ts'
import { parse } from '../../language-server/core/syntax/parse.ts'
import type {
  Attribute,
  Content,
  Dialect,
  Element,
  PolicyDocument,
  ValuePart,
} from '../../language-server/core/syntax/tree.ts'

/** How expressions are written: `rawxml` plain, `xml` escaped. */
interface Printing {
  readonly document: PolicyDocument
  readonly to: Dialect
}

/**
 * The service does not keep the text it was sent: it writes the document anew with CRLF line ends and one tab per level
 * (azure-cli `src/azure-cli/azure/cli/command_modules/apim/tests/latest/recordings/test_apim_api_policy.yaml`).
 * Comments, texts and expressions stay. A document with syntax mistakes only gets its line ends changed.
 */
export function reserialise(text: string, from: Dialect, to: Dialect): string {
  const document = parse(text, from)
  if (document.mistakes.length > 0) return withCrLf(text)
  const printing = { document, to }
  return withCrLf(
    document.children
      .filter((child) => !isBlank(child, document))
      .map((child) => printContent(printing, child, 0))
      .join('\n'),
  )
}

function printContent(printing: Printing, content: Content, depth: number): string {
  return content.kind === 'element' ? printElement(printing, content, depth) : printInline(printing, content)
}

function printElement(printing: Printing, element: Element, depth: number): string {
  const open = `<${element.name}${element.attributes.map((attribute) => printAttribute(printing, attribute)).join('')}`
  if (element.selfClosing) return `${open} />`
  const close = `</${element.name}>`
  const children = element.children.filter((child) => !isBlank(child, printing.document))
  if (children.length === 0) return `${open}>${close}`
  if (!children.every((child) => child.kind === 'element' || child.kind === 'comment'))
    return `${open}>${element.children.map((child) => printVerbatim(printing, child)).join('')}${close}`
  const indent = '\t'.repeat(depth + 1)
  const lines = children.map((child) => `${indent}${printContent(printing, child, depth + 1)}`)
  return [`${open}>`, ...lines, `${'\t'.repeat(depth)}${close}`].join('\n')
}

function printAttribute(printing: Printing, { name, value }: Attribute): string {
  if (!value) return ` ${name}`
  const single = value.quote === "'"
  const text = value.parts
    .map((part) => {
      const printed = printPart(printing, part, 'attribute')
      return single && part.kind !== 'expression' ? printed.replaceAll('"', '&quot;') : printed
    })
    .join('')
  return ` ${name}="${text}"`
}

/** Inside mixed content white space counts, so nothing is moved. */
function printVerbatim(printing: Printing, content: Content): string {
  if (content.kind !== 'element') return printInline(printing, content)
  const open = `<${content.name}${content.attributes.map((attribute) => printAttribute(printing, attribute)).join('')}`
  if (content.selfClosing) return `${open} />`
  return `${open}>${content.children.map((child) => printVerbatim(printing, child)).join('')}</${content.name}>`
}

const printInline = (printing: Printing, content: Exclude<Content, Element>): string =>
  content.kind === 'expression'
    ? printPart(printing, content, 'text')
    : printing.document.text.slice(content.start, content.end)

/** Expressions may hold entities in either dialect, so they are decoded before they are written in the other one. */
function printPart(printing: Printing, part: ValuePart, place: 'attribute' | 'text'): string {
  const source = printing.document.text.slice(part.start, part.end)
  if (part.kind !== 'expression') return source
  const code = decodeText(source)
  if (place === 'text') return encodeExpressionContent(code, printing.to)
  const value = encodeExpressionValue(code, printing.to)
  // Strict XML would read a line end or a tab in an attribute as a blank.
  return printing.to === 'xml' ? value.replace(/\r?\n/g, '&#xA;').replaceAll('\t', '&#x9;') : value
}

const isBlank = (content: Content, document: PolicyDocument): boolean =>
  content.kind === 'text' && document.text.slice(content.start, content.end).trim() === ''

const withCrLf = (text: string): string => text.replace(/\r\n|\r|\n/g, '\r\n')
