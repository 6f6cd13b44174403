import type { Analysis } from '../model/analysis.ts'
import { childElements, elementAt } from '../syntax/query.ts'
import type { Span } from '../text/span.ts'
import { type Directive, directivesOf, type NamedRule } from './directives.ts'
import type { Finding } from './finding.ts'

/** A rule that a directive switches off for a stretch of the text. */
export interface Suppression {
  readonly directive: Directive
  readonly rule: NamedRule
  /** Findings that begin here are meant. */
  readonly region: Span
  /** `refused`: what it meant to hide is refused by the service. */
  effect: 'none' | 'hides' | 'refused'
}

export interface SuppressedFinding {
  readonly finding: Finding
  readonly reason: string
}

export interface Suppressed {
  readonly visible: readonly Finding[]
  readonly hidden: readonly SuppressedFinding[]
  readonly directives: readonly Directive[]
  readonly suppressions: readonly Suppression[]
}

/** True for what the service would refuse: neither levels nor suppressions change it. */
export const isRefused = ({ severity, raised }: Finding): boolean => severity === 'error' && raised !== true

/** Parts the findings that a document's own comments hide from the others. */
export function suppress(findings: readonly Finding[], analysis: Analysis): Suppressed {
  const directives = directivesOf(analysis)
  if (directives.length === 0) return { visible: findings, hidden: [], directives, suppressions: [] }
  const suppressions = directives.flatMap((directive) => suppressionsOf(directive, directives, analysis))
  const visible: Finding[] = []
  const hidden: SuppressedFinding[] = []
  for (const finding of findings) {
    const meant = suppressions.find(
      ({ rule, region }) =>
        rule.id === finding.rule && region.start <= finding.span.start && finding.span.start < region.end,
    )
    if (meant === undefined) visible.push(finding)
    else if (isRefused(finding)) {
      visible.push(finding)
      if (meant.effect === 'none') meant.effect = 'refused'
    } else {
      hidden.push({ finding, reason: meant.directive.reason })
      meant.effect = 'hides'
    }
  }
  return { visible, hidden, directives, suppressions }
}

function suppressionsOf(directive: Directive, all: readonly Directive[], analysis: Analysis): readonly Suppression[] {
  const regionOf = {
    'disable-next-line': () => nextLine(directive, analysis),
    disable: (rule: NamedRule) => upToEnable(directive, rule, all),
    'disable-file': () => ({ start: 0, end: Number.POSITIVE_INFINITY }),
    enable: undefined,
    unknown: undefined,
  }[directive.kind]
  if (regionOf === undefined) return []
  return directive.rules.map((rule) => ({ directive, rule, region: regionOf(rule), effect: 'none' }))
}

/** The next line, and all of an open tag that begins on it: no comment can stand within a tag. */
function nextLine({ span }: Directive, { lines, text, tree }: Analysis): Span {
  const line = lines.positionAt(span.end).line + 1
  if (line >= lines.lineCount) return { start: text.length, end: text.length }
  const start = lines.lineStart(line)
  const end = line + 1 < lines.lineCount ? lines.lineStart(line + 1) : text.length + 1
  const around = elementAt(tree, span.start) ?? tree
  const tag = childElements(around).findLast((element) => element.start >= start && element.start < end)
  return { start, end: Math.max(end, tag?.openEnd ?? end) }
}

function upToEnable({ span }: Directive, { id }: NamedRule, all: readonly Directive[]): Span {
  const end = all.find(
    ({ kind, rules, span: other }) =>
      kind === 'enable' && other.start >= span.end && (rules.length === 0 || rules.some((rule) => rule.id === id)),
  )
  return { start: span.end, end: end?.span.start ?? Number.POSITIVE_INFINITY }
}
