import { type KnownFindings, knownKey } from '../configuration/baseline.ts'
import type { Analysis } from '../model/analysis.ts'
import { ancestors, elementAt } from '../syntax/query.ts'
import type { Finding } from './finding.ts'
import { isRefused } from './suppression.ts'

/** Enough of a long span to tell it by. */
const MOST = 400

/**
 * What a finding is told by: the elements that hold it, its element's open tag and its own text, white space aside. Lines inserted above,
 * a new indentation or another wording of the message leave it the same. Baselines hold a hash of it.
 */
export function toldBy({ rule, span }: Finding, { tree, text }: Analysis): string {
  const element = elementAt(tree, span.start)
  const names = element === undefined ? [] : [element, ...ancestors(element)].map(({ name }) => name)
  const openTag = element === undefined ? '' : text.slice(element.start, element.openEnd)
  // A finding about a whole element is told by its open tag, so that a change within does not make it another.
  const own = span.end - span.start > MOST ? '' : text.slice(span.start, span.end)
  return [rule, names.join('<'), normal(openTag), normal(own)].join('\0')
}

const normal = (text: string): string => text.replace(/\s+/g, ' ').trim()

interface Known {
  readonly findings: KnownFindings
  /** The hash that the baseline is written with. @param told what `toldBy` gives */
  fingerprint(told: string): string
}

/** The findings without those that are known; what the service refuses stays, since a push would stop for it. */
export function withoutKnown(
  findings: readonly Finding[],
  analysis: Analysis,
  { findings: known, fingerprint }: Known,
): readonly Finding[] {
  const left = new Map(known)
  return findings.filter((finding) => {
    if (isRefused(finding)) return true
    const key = knownKey({ rule: finding.rule, fingerprint: fingerprint(toldBy(finding, analysis)) })
    const count = left.get(key) ?? 0
    if (count === 0) return true
    left.set(key, count - 1)
    return false
  })
}
