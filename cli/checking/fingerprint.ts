import { createHash } from 'node:crypto'
import type { Finding } from '../../language-server/core/lint/finding.ts'
import type { Analysis } from '../../language-server/core/model/analysis.ts'
import { ancestors, elementAt } from '../../language-server/core/syntax/query.ts'

/** Enough of a long span to tell it by. */
const MOST = 400

/**
 * Tells a finding by what it is about: the elements that hold it, its element's open tag and its own text, white space aside. Lines
 * inserted above, a new indentation or another wording of the message leave it the same.
 */
export function fingerprintOf({ rule, span }: Finding, { tree, text }: Analysis): string {
  const element = elementAt(tree, span.start)
  const names = element === undefined ? [] : [element, ...ancestors(element)].map(({ name }) => name)
  const openTag = element === undefined ? '' : text.slice(element.start, element.openEnd)
  // A finding about a whole element is told by its open tag, so that a change within does not make it another.
  const own = span.end - span.start > MOST ? '' : text.slice(span.start, span.end)
  const told = [rule, names.join('<'), normal(openTag), normal(own)].join('\0')
  return createHash('sha256').update(told).digest('hex').slice(0, 20)
}

const normal = (text: string): string => text.replace(/\s+/g, ' ').trim()
