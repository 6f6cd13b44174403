import type { RuleSettings } from '../configuration/levels.ts'
import type { Analysis, Meaning } from '../model/analysis.ts'
import { compareVersions, type Found } from './carry-over.ts'
import type { Finding, Fix } from './finding.ts'
import { EVERY_RULE, isAsked, leveled } from './levels.ts'
import { withoutLostTags } from './lost-tags.ts'
import { nameSpan, type Report, type Rule } from './rule.ts'
import { reachOf, rules } from './rules.ts'
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
  /**
   * What is quick to find. Without an earlier version: what the rules find that are not late. With one:
   * rules that look at one element are asked about those that have changed; what they and the slow ones found elsewhere stands as it stood.
   * @param earlier the check of an earlier version, whose second step is taken unless it was
   */
  first(earlier?: Check): Checked
  /** Whether something of an earlier check can be carried over: the documents differ in their text alone. */
  follows(earlier: Check): boolean
  /** What every rule finds; nothing of it is carried over. */
  all(): Checked
  readonly analysis: Analysis
  readonly settings: RuleSettings
  /** What every rule finds, before comments and configuration have their say. */
  everything(): readonly Found[]
}

/** By settings, which stay the same from one keystroke to the next. */
const known = new WeakMap<RuleSettings, { readonly all: readonly Rule[]; readonly asked: readonly Rule[] }>()

function askedOf(all: readonly Rule[], settings: RuleSettings): readonly Rule[] {
  const found = known.get(settings)
  if (found?.all === all) return found.asked
  const asked = all.filter((rule) => isAsked(rule, settings))
  known.set(settings, { all, asked })
  return asked
}

/** Nothing is asked before one of the steps is. */
export function startCheck(analysis: Analysis, request: CheckSettings = {}): Check {
  const { rules: all = rules, settings = EVERY_RULE, onFault = rethrow } = request
  const asked = askedOf(all, settings)
  const { meanings } = analysis
  const reaching = (reach: Rule['reach']): readonly Rule[] => asked.filter((rule) => rule.reach === reach)
  const once = (reach: Rule['reach']): (() => readonly Found[]) => {
    let found: readonly Found[] | undefined
    return () => {
      found ??= ask({ rules: reaching(reach), meanings, analysis, onFault })
      return found
    }
  }
  const ofDocument = once(undefined)
  const ofElements = once('element')
  const ofLate = once('late')
  const everything = (): readonly Found[] => [...ofDocument(), ...ofElements(), ...ofLate()]
  const follows = (earlier: Check): boolean =>
    earlier.settings === settings && areComparable(earlier.analysis, analysis)
  return {
    analysis,
    settings,
    everything,
    follows,
    first(earlier) {
      if (earlier === undefined || !follows(earlier)) {
        const direct = asked.filter(({ reach }) => reach !== 'late')
        return conclude([...ofDocument(), ...ofElements()], direct)
      }
      const { changed, carry } = compareVersions(earlier.analysis, analysis)
      const carried = earlier.everything().flatMap((found) => {
        const reach = reachOf.get(found.finding.rule)
        return (reach && carry(found, reach === 'element' ? 'element' : 'text')) ?? []
      })
      const anew = ask({ rules: reaching('element'), meanings: changed, analysis, onFault })
      return conclude([...carried, ...ofDocument(), ...anew], asked)
    },
    all: () => conclude(everything(), asked),
  }

  function conclude(found: readonly Found[], by: readonly Rule[]): Checked {
    const unordered = found.map(({ finding }) => finding)
    const suppressed = suppress(withoutLostTags(inOrder(unordered), analysis.tree), analysis)
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
        known: new Set(all.map(({ id }) => id)),
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
const inOrder = (findings: Finding[]): readonly Finding[] =>
  findings.sort(
    (a, b) =>
      a.span.start - b.span.start || a.span.end - b.span.end || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0),
  )

/** Whether two versions differ in their text alone. */
const areComparable = (before: Analysis, after: Analysis): boolean =>
  before.kind === after.kind && before.options === after.options

interface Question {
  readonly rules: readonly Rule[]
  /** The elements that are asked about, in document order. */
  readonly meanings: readonly Meaning[]
  readonly analysis: Analysis
  readonly onFault: RuleFault
}

function ask({ rules: asked, meanings, analysis, onFault }: Question): readonly Found[] {
  const found: Found[] = []
  const everyElement: Visit[] = []
  const byName = new Map<string, Visit[]>()
  let owner: Meaning | undefined

  for (const rule of asked) {
    const { id } = rule
    const report = (report: Report): void => void found.push({ finding: toFinding(rule, report, onFault), owner })
    try {
      const visitor = rule.check({ analysis, report })
      for (const key in visitor) {
        const visit = visitor[key]
        if (key === 'document') visitor.document?.()
        else if (visit === undefined) continue
        else if (key === 'element') everyElement.push({ id, visit })
        else {
          const same = byName.get(key)
          if (same === undefined) byName.set(key, [{ id, visit }])
          else same.push({ id, visit })
        }
      }
    } catch (cause) {
      onFault(id, cause)
    }
  }
  const visitAll = (visits: readonly Visit[], meaning: Meaning): void => {
    owner = meaning
    for (const { id, visit } of visits) {
      try {
        visit(meaning)
      } catch (cause) {
        onFault(id, cause)
      }
    }
  }
  for (const meaning of meanings) {
    if (meaning.role === 'foreign') continue
    visitAll(everyElement, meaning)
    const named = byName.get(meaning.name)
    if (named !== undefined) visitAll(named, meaning)
  }
  return found
}

function toFinding(rule: Rule, report: Report, onFault: RuleFault): Finding {
  const { element, message, serviceMessage, fixes } = report
  const { start, end } = report.span ?? (element === undefined ? { start: 0, end: 0 } : nameSpan(element))
  return {
    rule: rule.id,
    severity: report.severity ?? rule.severity,
    message,
    // Of its own: a node of the tree that serves as a span would keep the whole document.
    span: { start, end },
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
