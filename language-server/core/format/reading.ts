import { lex } from '../expression/lex.ts'
import type { Analysis } from '../model/analysis.ts'
import { decodeCode } from '../syntax/decode.ts'
import { soleExpression, walk } from '../syntax/query.ts'
import type { Attribute, Content, Element, Expression, PolicyDocument } from '../syntax/tree.ts'

/**
 * What the service reads in a document, one line per thing: tags, attributes, text that counts, the tokens of expressions.
 * Two documents with the same reading differ in layout only. Comments are in it too, without the indentation of their lines.
 */
export function readingOf(analysis: Analysis): readonly string[] {
  const { text, tree } = analysis
  const lines: string[] = []
  const counting = new Map<Element | PolicyDocument, boolean>()
  const doBlanksCount = (parent: Element | PolicyDocument): boolean => {
    const known = counting.get(parent) ?? blanksCount(analysis, parent)
    counting.set(parent, known)
    return known
  }
  walk(tree, {
    element(element) {
      lines.push(`<${element.name}`)
      for (const attribute of element.attributes) lines.push(readAttribute(attribute, text))
    },
    leaveElement(element) {
      lines.push(`${element.selfClosing ? '/' : '</'}${element.name}`)
    },
    content(content, parent) {
      if (content.kind === 'element') return
      const isBlank = content.kind === 'text' && /^[ \t\r\n]*$/.test(content.raw)
      if (!isBlank || doBlanksCount(parent)) lines.push(readContent(text, content))
    },
  })
  return lines
}

function readAttribute({ name, value, start, end }: Attribute, text: string): string {
  if (value === undefined || value.quote === '') return text.slice(start, end)
  const expression = soleExpression(value)
  const before = text.slice(value.start, expression?.start ?? value.end)
  const after = expression === undefined ? '' : readCode(expression, text) + text.slice(expression.end, value.end)
  return `${name}=${value.quote}${before}${after}`
}

function readContent(text: string, content: Content): string {
  const written = text.slice(content.start, content.end)
  if (content.kind === 'expression') return readCode(content, text)
  if (content.kind === 'comment')
    return written
      .split(/\r\n|\r|\n/)
      .map((line) => line.trim())
      .join('\n')
  return `${content.kind} ${written}`
}

/** Blank text counts where it is all the text there is, in an element that may hold text, and within foreign XML. */
function blanksCount(analysis: Analysis, parent: Element | PolicyDocument): boolean {
  if (parent.kind === 'document') return false
  const meaning = analysis.meaningOf(parent)
  if (meaning === undefined || meaning.role === 'foreign') return true
  if (parent.children.some((child) => child.kind !== 'text' && isText(child))) {
    return soleExpression(parent) === undefined || parent.children.some(({ kind }) => kind === 'cdata')
  }
  const content = meaning.spec?.content
  if (content !== 'text' && content !== 'mixed') return false
  const elements = meaning.elements.map((child) => analysis.meaningOf(child)?.role)
  return elements.length === 0 || elements.includes('foreign')
}

const isText = ({ kind }: Content): boolean => kind === 'expression' || kind === 'named-value' || kind === 'cdata'

function readCode(expression: Expression, text: string): string {
  const { text: code } = decodeCode(text, expression)
  const { tokens, faults } = lex(code)
  const opening = text.slice(expression.start, expression.code.start)
  if (faults.some((fault) => fault.code !== 'CS8370')) return opening + code
  return [opening, ...tokens.map((token) => token.text)].join('\u0000')
}
