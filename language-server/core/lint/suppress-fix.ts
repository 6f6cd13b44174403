import type { Analysis } from '../model/analysis.ts'
import { ancestors, elementAt } from '../syntax/query.ts'
import type { Element } from '../syntax/tree.ts'
import type { Edit } from '../text/edit.ts'
import type { Finding, Fix } from './finding.ts'
import { indentAt, layoutOf, restOfLine, startOfLine, startsLine } from './fixes/layout.ts'
import { isRefused } from './suppression.ts'

/** What stands where the author writes why; the comment is reported as long as nothing does. */
const comment = (directive: string, rule: string): string => `<!-- policywright-${directive} ${rule}: ${BLANK}-->`

const BLANK = ' '

/** Where in its new text the edit leaves room for the reason; undefined for one that needs none. */
export function reasonIn({ newText }: Edit): number | undefined {
  const found = newText.indexOf(`: ${BLANK}-->`)
  return found < 0 ? undefined : found + ': '.length
}

/**
 * The comment that hides a finding, in the narrowest form that can stand where it is: on the line above, around the element, or for the
 * whole file. Undefined for what the service refuses, which nothing hides.
 */
export function suppressFix(finding: Finding, analysis: Analysis): Fix | undefined {
  if (isRefused(finding)) return undefined
  return { title: `Suppress '${finding.rule}' here with a reason`, edits: editsFor(finding, analysis) }
}

function editsFor({ rule, span }: Finding, { text, tree, lines }: Analysis): readonly Edit[] {
  const innermost = elementAt(tree, span.start)
  const around = innermost === undefined ? [] : [innermost, ...ancestors(innermost)]
  const line = (offset: number): number => lines.positionAt(offset).line
  // A span of no length at the very start is about the document as a whole.
  const tags = span.end === 0 ? [] : around.filter((element) => startsLine(text, element.start))
  const above = tags.find((element) => line(element.start) === line(span.start) || span.start < element.openEnd)
  if (above !== undefined) return [lineAbove(above, comment('disable-next-line', rule), text)]
  const enclosing = tags.find((element) => restOfLine(text, element.end) !== undefined && element !== tree.root)
  if (enclosing !== undefined)
    return [
      lineAbove(enclosing, comment('disable', rule), text),
      lineBelow(enclosing, `<!-- policywright-enable ${rule} -->`, text),
    ]
  const start = tree.root?.start ?? 0
  return [{ span: { start, end: start }, newText: comment('disable-file', rule) + layoutOf(text).newline }]
}

function lineAbove(element: Element, xml: string, text: string): Edit {
  const start = startOfLine(text, element.start)
  return { span: { start, end: start }, newText: indentAt(text, element.start) + xml + layoutOf(text).newline }
}

const lineBelow = (element: Element, xml: string, text: string): Edit => ({
  span: { start: element.end, end: element.end },
  newText: layoutOf(text).newline + indentAt(text, element.start) + xml,
})
