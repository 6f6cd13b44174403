import { soleExpression } from '../syntax/query.ts'
import type { Attribute, Element } from '../syntax/tree.ts'
import { writeExpression } from './code.ts'
import type { Page } from './page.ts'
import { hasLineEnd, isBlank, type Writer } from './writer.ts'

/**
 * Writes an open tag: on one line when it fits, else with one attribute per line. A tag with one attribute stays on one
 * line, since nothing would be gained.
 */
export function writeOpenTag(writer: Writer, element: Element, page: Page): void {
  const { text } = page
  const columns = page.style.deeper(writer.indentation())
  const wraps = element.attributes.length > 1 && !fits(writer, element, page)
  writer.keep(element.nameEnd)
  for (const attribute of element.attributes) {
    if (!isBlank(text.slice(writer.at, attribute.start))) writer.keep(attribute.start)
    else if (wraps) writer.breakLine(attribute.start, columns, 'drop')
    else writer.put(attribute.start, ' ')
    writeAttribute(writer, attribute, page)
  }
  const end = tagEnd(element)
  const start = element.openEnd - end.trimStart().length
  if (isBlank(text.slice(writer.at, start))) writer.put(element.openEnd, end)
  else writer.keep(element.openEnd)
}

const tagEnd = ({ selfClosing }: Element): string => (selfClosing ? ' />' : '>')

function writeAttribute(writer: Writer, attribute: Attribute, page: Page): void {
  const { value } = attribute
  writer.keep(attribute.nameEnd)
  if (value !== undefined && value.quote !== '') {
    const quote = value.start - 1
    if (/^\s*=\s*$/.test(page.text.slice(writer.at, quote))) writer.put(quote, '=')
    const expression = soleExpression(value)
    if (expression !== undefined) {
      writer.keep(expression.start)
      writeExpression(writer, expression, page)
    }
  }
  writer.keep(attribute.end)
}

/** Columns that an open tag takes on one line. */
export function tagWidth(element: Element, { text, style }: Page): number {
  let width = style.width(text.slice(element.start, element.nameEnd))
  for (const attribute of element.attributes) width += 1 + style.width(attributeText(attribute, text))
  return width + tagEnd(element).length
}

/** True when the tag fits on one line; an expression of several lines may be the last value, and its first line counts. */
function fits(writer: Writer, element: Element, page: Page): boolean {
  const { text, style } = page
  const last = element.attributes[element.attributes.length - 1]
  const early = element.attributes.slice(0, -1)
  if (early.some((attribute) => hasLineEnd(attributeText(attribute, text)))) return false
  if (last === undefined || !hasLineEnd(attributeText(last, text)))
    return writer.column() + tagWidth(element, page) <= style.printWidth
  const [line = ''] = attributeText(last, text).split(/[\r\n]/, 1)
  const before = early.reduce((sum, each) => sum + 1 + style.width(attributeText(each, text)), 0)
  const name = element.nameEnd - element.start
  return writer.column() + name + before + 1 + style.width(line.trimEnd()) <= style.printWidth
}

function attributeText({ name, value, start, end }: Attribute, text: string): string {
  return value === undefined || value.quote === ''
    ? text.slice(start, end)
    : `${name}=${value.quote}${value.raw}${value.quote}`
}
