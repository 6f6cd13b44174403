import type { Analysis, Meaning } from '../model/analysis.ts'
import type { Finding } from './finding.ts'
import { nameSpan, type Report, type Rule } from './rule.ts'
import { rules } from './rules.ts'

type Visit = (meaning: Meaning) => void

/** Asks every rule about a document in one walk. The findings are in document order; equal places are ordered by rule. */
export function check(analysis: Analysis, asked: readonly Rule[] = rules): readonly Finding[] {
  const findings: Finding[] = []
  const everyElement: Visit[] = []
  const byName = new Map<string, Visit[]>()

  for (const rule of asked) {
    const visitor = rule.check({ analysis, report: (report) => findings.push(toFinding(rule, report)) })
    for (const [key, visit] of Object.entries(visitor)) {
      if (key === 'document') visitor.document?.()
      else if (key === 'element') everyElement.push(visit)
      else byName.set(key, [...(byName.get(key) ?? []), visit])
    }
  }
  for (const meaning of analysis.meanings) {
    if (meaning.role === 'foreign') continue
    for (const visit of everyElement) visit(meaning)
    for (const visit of byName.get(meaning.element.name) ?? []) visit(meaning)
  }
  return findings.sort(
    (a, b) =>
      a.span.start - b.span.start || a.span.end - b.span.end || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0),
  )
}

function toFinding(rule: Rule, report: Report): Finding {
  const { element, message, serviceMessage, fixes } = report
  return {
    rule: rule.id,
    severity: report.severity ?? rule.severity,
    message,
    span: report.span ?? (element === undefined ? { start: 0, end: 0 } : nameSpan(element)),
    ...(element === undefined ? {} : { element: { name: element.name, nameStart: element.nameStart } }),
    ...(serviceMessage === undefined ? {} : { serviceMessage }),
    ...(fixes === undefined ? {} : { fixes }),
  }
}
