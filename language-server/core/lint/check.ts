import type { RuleSettings } from '../configuration/levels.ts'
import type { Analysis, Meaning } from '../model/analysis.ts'
import type { Finding, Fix } from './finding.ts'
import { followsFlow } from './follows-flow.ts'
import { EVERY_RULE, isAsked, leveled } from './levels.ts'
import { withoutLostTags } from './lost-tags.ts'
import { nameSpan, type Report, type Rule } from './rule.ts'
import { rules } from './rules.ts'
import { type SuppressedFinding, suppress } from './suppression.ts'
import { reportSuppressions } from './suppression-findings.ts'

interface Visit {
  readonly id: string
  readonly visit: (meaning: Meaning) => void
}

export interface CheckSettings {
  /** Absent: every rule there is. */
  readonly rules?: readonly Rule[]
  /** Which of them are on, and how severe their findings are; absent: all, as severe as they are of their own. */
  readonly settings?: RuleSettings
  /**
   * Told of a rule that throws; the other rules and the other elements still have their say. Absent: the fault is thrown, since who
   * decides by the findings must not take a missing one for a clean document.
   */
  readonly onFault?: RuleFault
}

/** @param id of the rule that failed; @param cause what it threw. */
export type RuleFault = (id: string, cause: unknown) => void

const rethrow: RuleFault = (_id, cause) => {
  throw cause
}

export interface Checked {
  /** In document order; equal places are ordered by rule. */
  readonly findings: readonly Finding[]
  /** What comments in the document hide, with the reason that they give. */
  readonly suppressed: readonly SuppressedFinding[]
}

/** Asks every rule about a document in one walk. The findings are in document order; equal places are ordered by rule. */
export const check = (analysis: Analysis, settings: CheckSettings = {}): readonly Finding[] =>
  checkAll(analysis, settings).findings

/** The same, with what the document's own comments hide. */
export const checkAll = (analysis: Analysis, request: CheckSettings = {}): Checked =>
  startCheck(analysis, request).all()

/** One check of one document, in two steps for who cannot wait for the second. */
export interface Check {
  /** What the rules find that do not follow the flow of the whole document. */
  first(): Checked
  /** What every rule finds; what the first step found is not looked for again. */
  all(): Checked
}

/** Nothing is asked before one of the steps is. */
export function startCheck(analysis: Analysis, request: CheckSettings = {}): Check {
  const { rules: all = rules, settings = EVERY_RULE, onFault = rethrow } = request
  const asked = all.filter((rule) => isAsked(rule, settings))
  const known = new Set(all.map(({ id }) => id))
  const direct = asked.filter(({ id }) => !followsFlow.has(id))
  let found: readonly Finding[] | undefined
  const foundFirst = (): readonly Finding[] => {
    found ??= ask(direct, analysis, onFault)
    return found
  }
  return {
    first: () => conclude(foundFirst(), direct),
    all() {
      const following = asked.filter(({ id }) => followsFlow.has(id))
      return conclude([...foundFirst(), ...ask(following, analysis, onFault)], asked)
    },
  }

  function conclude(unordered: readonly Finding[], by: readonly Rule[]): Checked {
    const suppressed = suppress(withoutLostTags(inOrder([...unordered]), analysis.tree), analysis)
    const { visible, hidden, directives } = suppressed
    const findings = [...visible]
    if (directives.length > 0) {
      const ids = new Set(by.map(({ id }) => id))
      // What only the rest of the workspace tells is not found in a document by itself.
      const isAlone = analysis.options.neighbours === undefined
      const telling = new Set(by.flatMap(({ id, category }) => (category === 'workspace' && isAlone ? [] : [id])))
      reportSuppressions({
        analysis,
        suppressed,
        known,
        wasAsked: (id) => telling.has(id),
        report: (rule, report) => {
          if (ids.has(rule.id)) findings.push(toFinding(rule, report, onFault))
        },
      })
      inOrder(findings)
    }
    return { findings: findings.flatMap((finding) => leveled(finding, settings) ?? []), suppressed: hidden }
  }
}

/** Sorts findings by place; equal places by rule. */
export const inOrder = (findings: Finding[]): readonly Finding[] =>
  findings.sort(
    (a, b) =>
      a.span.start - b.span.start || a.span.end - b.span.end || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0),
  )

function ask(asked: readonly Rule[], analysis: Analysis, onFault: RuleFault): Finding[] {
  const findings: Finding[] = []
  const everyElement: Visit[] = []
  const byName = new Map<string, Visit[]>()

  for (const rule of asked) {
    const { id } = rule
    try {
      const visitor = rule.check({ analysis, report: (report) => findings.push(toFinding(rule, report, onFault)) })
      for (const [key, visit] of Object.entries(visitor)) {
        if (key === 'document') visitor.document?.()
        else if (key === 'element') everyElement.push({ id, visit })
        else byName.set(key, [...(byName.get(key) ?? []), { id, visit }])
      }
    } catch (cause) {
      onFault(id, cause)
    }
  }
  const visitAll = (visits: readonly Visit[], meaning: Meaning): void => {
    for (const { id, visit } of visits) {
      try {
        visit(meaning)
      } catch (cause) {
        onFault(id, cause)
      }
    }
  }
  for (const meaning of analysis.meanings) {
    if (meaning.role === 'foreign') continue
    visitAll(everyElement, meaning)
    const named = byName.get(meaning.name)
    if (named !== undefined) visitAll(named, meaning)
  }
  return findings
}

function toFinding(rule: Rule, report: Report, onFault: RuleFault): Finding {
  const { element, message, serviceMessage, fixes } = report
  return {
    rule: rule.id,
    severity: report.severity ?? rule.severity,
    message,
    span: report.span ?? (element === undefined ? { start: 0, end: 0 } : nameSpan(element)),
    ...(element === undefined ? {} : { element: { name: element.name, nameStart: element.nameStart } }),
    ...(serviceMessage === undefined ? {} : { serviceMessage }),
    ...(fixes === undefined ? {} : { fixes: () => attemptFixes(rule, fixes, onFault) }),
  }
}

function attemptFixes(rule: Rule, fixes: () => readonly Fix[], onFault: RuleFault): readonly Fix[] {
  try {
    return fixes()
  } catch (cause) {
    onFault(rule.id, cause)
    return []
  }
}
